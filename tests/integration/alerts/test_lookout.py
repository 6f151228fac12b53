"""Who looks: the commands, and the thread beside a watch or a feed."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from commands.alerts import Lookout
from commands.rounds import Round, turning
from config.alert_receivers import Receiver
from config.settings import ROOT
from data_access.engine import make_engine
from data_access.errors import TamNhinError
from tests.conftest import tamnhin
from tests.integration.alerts.receivers import hook_server, silent_server
from tests.integration.alerts.watching import (
    MINUTE,
    NOW,
    alerts,
    desk,
    incident,
    rule,
    set_time,
    settings,
)
from tests.integration.rows import load


def test_the_command_looks_tells_what_stands_and_since_when(settled_sqlite: str) -> None:
    engine = make_engine(settled_sqlite)
    load(engine, "incidents", incident())
    before = tamnhin(settled_sqlite, "alerts")
    assert "Chưa từng được theo dõi" in before.stdout
    done = tamnhin(settled_sqlite, "alerts", "--look")
    assert (done.returncode, done.stderr) == (0, "")
    assert "KHẨN CẤP" in done.stdout
    assert "Sở Tư pháp: Mã độc, từ 07:00 27/12" in done.stdout
    assert "theo dõi liên tục từ 08:00 27/12/2024" in done.stdout
    told = json.loads(tamnhin(settled_sqlite, "alerts", "--json").stdout)
    (found,) = told["alerts"]
    assert (found["rule"], found["state"], found["agency"]) == (
        "incident_serious",
        "unacknowledged",
        "TP",
    )
    assert told["watched"] is True
    engine.dispose()


def test_a_watch_that_loads_once_looks_too(settled_sqlite: str, tmp_path: Path) -> None:
    folder = shutil.copytree(ROOT / "config", tmp_path / "config")
    rows = tmp_path / "incidents.csv"
    rows.write_text(
        "code,agency_code,kind,severity,opened_at\nS1,TP,Mã độc,serious,2024-12-27 07:00\n",
        encoding="utf-8",
    )
    load_entry = (
        f'\n[[sources.security.load]]\ntable = "incidents"\naddress = "{rows}"\nevery = "1h"\n'
    )
    with (folder / "province.toml").open("a", encoding="utf-8") as file:
        file.write(load_entry)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TAMNHIN_CONFIG", str(folder))
        time.sleep(5.1)  # a file that was written just now is left for the next time
        done = tamnhin(settled_sqlite, "watch", "--once")
        assert done.returncode == 0, done.stderr
        assert "Mã độc" in tamnhin(settled_sqlite, "alerts").stdout


def test_a_thread_looks_in_its_rhythm_and_at_once_when_told_and_sends(settled: Engine) -> None:
    set_time(settled, NOW)
    with hook_server() as hook:
        to = Receiver(name="hook", kind="webhook", to=(hook.url,))
        of = settings(rule(), receivers=(to,))
        lookout = Lookout(desk(settled, of))
        with turning(lookout.looks, lookout.sends):
            _until(lambda: alerts(settled, of).watch.since is not None)
            load(settled, "incidents", incident())
            assert alerts(settled, of).standing == ()
            lookout.looks.soon()
            _until(lambda: bool(hook.taken))
    assert len(alerts(settled, of).standing) == 1


def test_a_receiver_that_is_silent_keeps_nobody_from_looking(settled: Engine) -> None:
    with silent_server() as (url, asked):
        of = settings(rule(), receivers=(Receiver(name="hook", kind="webhook", to=(url,)),))
        load(settled, "incidents", incident())
        set_time(settled, NOW)
        lookout = Lookout(desk(settled, of))
        with turning(lookout.looks, lookout.sends):
            assert asked.wait(20)  # and it never answers
            before = alerts(settled, of).watch.evaluated_real
            lookout.looks.soon()
            _until(lambda: alerts(settled, of).watch.evaluated_real != before)


def test_a_failure_is_said_once_and_its_end_once(caplog: pytest.LogCaptureFixture) -> None:
    answers = [TamNhinError(vi="Hỏng", en="Broken"), TamNhinError(vi="Hỏng", en="Broken"), None]

    def act() -> None:
        found = answers.pop(0)
        if found:
            raise found

    turned = Round("Thử / trial", act, MINUTE)
    with caplog.at_level("INFO"):
        for _ in range(3):
            turned.turn()
    said = [record.getMessage() for record in caplog.records]
    assert said == ["Thử / trial: Hỏng / Broken", "Thử / trial: đã hoạt động trở lại / works again"]


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
