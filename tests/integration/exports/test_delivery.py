"""Named briefings: made when they are due, kept as they were told, delivered until they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from cheroot import wsgi
from wsgidav.wsgidav_app import WsgiDAVApp

from access.briefings import SCHEDULE, body_of, keep, last_made, told_before
from access.doors import Doors
from access.store import Store, store_of
from commands.briefing_rounds import Making, due
from config.access import read_access
from config.alert_receivers import Smtp
from config.briefings import Briefings, BriefingSpec, Delivery, WebDav, read_briefings
from config.settings import ROOT
from exports.delivery import NotDelivered, Parcel, ways
from exports.formats import FORMATS
from exports.keeping import reopened
from metrics.desk import Desk
from tests.integration.alerts.receivers import mail_server
from tests.integration.exports.conftest import Made

SPEC = BriefingSpec(
    name="sang",
    label="Báo cáo sáng",
    label_en="Morning report",
    pages=("/dossiers",),
    period="month",
    formats=("xlsx",),
    at="06:00",
)
FILES = {"a.xlsx": b"PK", "b.pdf": b"%"}
PARCEL = Parcel(key="k", title="Báo cáo sáng", text="Tóm tắt", files=FILES)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def doors(small_demonstration_copy: str) -> Doors:
    return Doors(
        store=Store(store_of(small_demonstration_copy)), rules=read_access(ROOT / "config")
    )


def utc(text: str) -> datetime:
    """Of a time in Vietnam."""
    local = datetime.fromisoformat(text).replace(tzinfo=HANOI)
    return local.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("at", "last", "now", "is_due"),
    [
        ("06:00", "2024-12-26 06:00:05", "2024-12-27 05:59", False),
        ("06:00", "2024-12-26 06:00:05", "2024-12-27 06:00", True),
        ("06:00", "2024-12-20 06:00:05", "2024-12-27 11:00", True),  # missed: once, now
        ("mon 06:00", "2024-12-23 06:00:05", "2024-12-29 23:00", False),
        ("mon 06:00", "2024-12-23 06:00:05", "2024-12-30 06:00", True),
        ("1 06:00", "2024-12-01 06:00:05", "2024-12-31 23:59", False),
        ("1 06:00", "2024-12-01 06:00:05", "2025-01-01 06:00", True),
        ("", "2024-12-01 06:00", "2025-12-01 06:00", False),
    ],
)
def test_a_briefing_is_due_at_its_hour_in_vietnam(
    at: str, last: str, now: str, is_due: bool
) -> None:
    assert due(replace(SPEC, at=at), utc(last), utc(now)) is is_due


def test_what_is_due_is_made_once_kept_and_put_into_its_folder(
    doors: Doors, desk: Desk, tmp_path: Path
) -> None:
    spec = replace(SPEC, delivery=Delivery(folder=str(tmp_path / "out")))
    making = Making(desk, doors, Briefings(named={"sang": spec}))
    making._began -= timedelta(days=2)
    making.turn()
    making.turn()
    [told] = told_before(doors, "province")
    assert (told.made_by, told.title) == (SCHEDULE, "Báo cáo sáng")
    [file] = (tmp_path / "out").iterdir()
    again = reopened(body_of(doors, str(told.id), "province"))
    assert FORMATS["xlsx"].render(again) == file.read_bytes()


def test_one_that_is_saved_on_the_page_stands_over_that_of_the_file(
    doors: Doors, desk: Desk, tmp_path: Path
) -> None:
    spec = replace(SPEC, delivery=Delivery(folder=str(tmp_path / "out")))
    keep(doors, "test", "sang", {"label": "Báo cáo mới", "pages": ["/online"], "at": "07:00"})
    making = Making(desk, doors, Briefings(named={"sang": spec}))
    making._began -= timedelta(days=2)
    making.turn()
    assert last_made(doors, SCHEDULE)["sang"].title == "Báo cáo mới"
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_what_cannot_be_delivered_is_tried_again_and_made_no_second_time(
    doors: Doors, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("in the way")
    spec = replace(SPEC, delivery=Delivery(folder=str(tmp_path / "out")))
    making = Making(desk, doors, Briefings(named={"sang": spec}))
    making._began -= timedelta(days=2)
    for _ in range(2):
        with pytest.raises(NotDelivered, match="out"):
            making.turn()
    (tmp_path / "out").unlink()
    making.turn()
    assert len(told_before(doors, "province")) == 1
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_a_mail_brings_the_files_and_says_them_in_words() -> None:
    with mail_server() as box:
        smtp = Smtp(host="127.0.0.1", port=box.port, sender="tn@tinh.vn", starttls=False)
        send = ways(Delivery(email=("vp@tinh.vn", "ct@tinh.vn")), smtp)["email"]
        send(PARCEL)
        [mail] = box.mails
    assert (mail["Subject"], mail["To"]) == ("Báo cáo sáng", "vp@tinh.vn, ct@tinh.vn")
    names = [part.get_filename() for part in mail.iter_attachments()]
    assert names == ["a.xlsx", "b.pdf"]
    with pytest.raises(NotDelivered, match=r"127\.0\.0\.1"):
        send(PARCEL)


@contextmanager
def webdav_server(folder: Path) -> Iterator[str]:
    users = {"*": {"tn": {"password": "mat-khau"}}}  # pragma: allowlist secret
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": users},
            "logging": {"enable": False},
        }
    )
    server = wsgi.Server(("127.0.0.1", 0), app)
    server.prepare()
    thread = Thread(target=server.serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.bind_addr[1]}"
    server.stop()
    thread.join()


def test_files_go_into_a_folder_over_webdav(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with webdav_server(tmp_path) as url:
        to = Delivery(webdav=WebDav(url=url, user="tn", password_env="DAV"))
        with pytest.raises(NotDelivered, match="401"):
            ways(to, None)["webdav"](PARCEL)
        monkeypatch.setenv("DAV", "mat-khau")
        ways(to, None)["webdav"](PARCEL)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == dict(PARCEL.files)


def test_the_briefings_that_are_shipped_can_be_made(brief: Made) -> None:
    for name, spec in read_briefings(ROOT / "config").named.items():
        for address in spec.pages:
            assert brief(address).sections, (name, address)
