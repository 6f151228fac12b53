"""Delivery to real servers: at least once, however often they or we fail, and to whom it is for."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select, update

from config.alert_receivers import Receiver, Smtp
from config.alerts import AlertSettings
from config.settings import ROOT
from data_access.clock import real_now
from data_access.engine import make_engine, reading, writing
from data_access.schema import alert_outbox
from ingest.alerts.sending import GIVEN_UP_AFTER, Sender, pause_after
from tests.integration.alerts.receivers import (
    Mailbox,
    hook_server,
    mail_server,
    silent_server,
)
from tests.integration.alerts.watching import (
    HOUR,
    NOW,
    act,
    incident,
    look,
    office,
    only,
    settings,
)
from tests.integration.rows import load

SECRET = "song-Gianh-chay-cham-7"  # pragma: allowlist secret


def webhook(url: str, **more: object) -> AlertSettings:
    given: dict[str, object] = {"name": "hook", "kind": "webhook", "to": (url,)}
    return settings(receivers=(Receiver(**(given | more)),))  # type: ignore[arg-type]


def email(box: Mailbox, **more: object) -> AlertSettings:
    given: dict[str, object] = {"host": "127.0.0.1", "port": box.port, "sender": "tn@tinh.vn"}
    smtp = Smtp(**({"starttls": False} | given | more))  # type: ignore[arg-type]
    events = ("raised", "cleared", "assigned")
    to = Receiver(name="desk", kind="email", to=("truc@tinh.vn",), events=events)
    return settings(smtp=smtp, receivers=(to,))


def raise_one(engine: Engine, of: AlertSettings, **columns: str) -> None:
    load(engine, "incidents", incident(**columns))
    look(engine, of)


def send(engine: Engine, of: AlertSettings) -> int:
    """Without waiting for the next try."""
    return Sender(engine, of, pause=lambda _: timedelta()).send()


def waiting(engine: Engine) -> list[tuple[int, bool, str | None]]:
    """How often each was tried, whether it will be again, and what the last problem was."""
    o = alert_outbox.c
    query = select(o.tries, o.next_try_at, o.problem).where(o.sent_at.is_(None)).order_by(o.id)
    with reading(engine) as connection:
        return [(tries, bool(at), problem) for tries, at, problem in connection.execute(query)]


def test_a_mail_says_what_has_happened_and_what_to_do(settled: Engine) -> None:
    with mail_server() as box:
        of = email(box)
        raise_one(settled, of)
        assert (send(settled, of), send(settled, of)) == (1, 0)
    (mail,) = box.mails
    assert (mail["From"], mail["To"]) == ("tn@tinh.vn", "truc@tinh.vn")
    assert mail["Subject"] == "[Tầm Nhìn] KHẨN CẤP, phát sinh: Luật thử"
    assert mail["Message-ID"].endswith("-desk@tinh.vn>")
    text = mail.get_content()
    assert "Sở Tư pháp: Mã độc, từ 07:00 27/12" in text
    assert "Gọi" in text


def test_clearing_and_assigning_are_told_too_and_no_name_of_a_person_is(settled: Engine) -> None:
    with mail_server() as box:
        of = email(box)
        raise_one(settled, of, closed_at="2024-12-27 12:00")
        found = act(only(settled, of), "riêng: chị Lan nghỉ", who="lan.nguyen")
        office(settled, of).assign(found, agency="TC", due=NOW + HOUR)
        office(settled, of).acknowledge(found)
        look(settled, of, NOW + 6 * HOUR)
        assert send(settled, of) == 3
    subjects = [mail["Subject"].split(", ")[1].split(":")[0] for mail in box.mails]
    assert subjects == ["phát sinh", "được giao", "đã hết"]
    assert "Giao TC" in box.mails[1].get_content()
    assert not any(word in str(mail) for mail in box.mails for word in ("lan.nguyen", "riêng"))


def test_a_mail_server_that_refuses_twice_gets_it_the_third_time_by_the_same_id(
    settled: Engine,
) -> None:
    with mail_server() as box:
        box.refuses = 2
        of = email(box)
        raise_one(settled, of)
        assert [send(settled, of) for _ in range(3)] == [0, 0, 1]
    assert len(box.mails) == 1
    assert waiting(settled) == []


def test_who_must_sign_in_does_so_with_a_password_of_the_environment(
    settled_sqlite: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled = make_engine(settled_sqlite)
    monkeypatch.setenv("MAIL_PASSWORD", SECRET)
    with mail_server(user="tn", password=SECRET) as box:
        of = email(box, user="tn", password_env="MAIL_PASSWORD")
        raise_one(settled, of)
        monkeypatch.setenv("MAIL_PASSWORD", "sai")
        assert send(settled, of) == 0
        monkeypatch.setenv("MAIL_PASSWORD", SECRET)
        assert send(settled, of) == 1
    assert len(box.mails) == 1
    settled.dispose()


def test_a_server_without_tls_gets_nothing_where_tls_is_asked_for(settled: Engine) -> None:
    with mail_server() as box:
        of = email(box, starttls=True)
        raise_one(settled, of)
        assert send(settled, of) == 0
    assert box.mails == []
    assert [(tries, again) for tries, again, _ in waiting(settled)] == [(1, True)]


def test_a_hook_that_fails_twice_gets_it_the_third_time_signed_and_by_the_same_key(
    settled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    with hook_server(500, 503) as hook:
        of = webhook(hook.url, secret_env="HOOK_SECRET")
        raise_one(settled, of)
        assert [send(settled, of) for _ in range(4)] == [0, 0, 1, 0]
    assert hook.tried == 3
    ((headers, body),) = hook.taken
    signed = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers["X-Tamnhin-Signature"] == f"sha256={signed}"
    told = json.loads(body)
    assert headers["Idempotency-Key"].startswith(f"{told['alert']}-")
    assert (told["event"], told["priority"], told["about"]) == ("raised", "urgent", "agency:TP")


def test_a_redirect_is_not_followed(settled: Engine) -> None:
    with hook_server(302) as hook:
        of = webhook(hook.url)
        raise_one(settled, of)
        assert send(settled, of) == 0
    assert (hook.tried, hook.taken) == (1, [])
    assert waiting(settled) == [(1, True, "HTTP 302")]


def test_what_would_be_refused_again_is_given_up_and_says_why(settled: Engine) -> None:
    with hook_server(422) as hook:
        of = webhook(hook.url)
        raise_one(settled, of)
        assert send(settled, of) == 0
        assert send(settled, of) == 0
    assert hook.tried == 1
    assert waiting(settled) == [(1, False, "HTTP 422")]


def test_who_is_away_for_too_long_is_given_up(settled: Engine) -> None:
    with hook_server(500, 500) as hook:
        of = webhook(hook.url)
        raise_one(settled, of)
        send(settled, of)
        long_ago = real_now() - GIVEN_UP_AFTER - timedelta(minutes=1)
        with writing(settled) as connection:
            connection.execute(update(alert_outbox).values(created_at=long_ago))
        send(settled, of)
    assert waiting(settled) == [(2, False, "HTTP 500")]


def test_the_next_try_waits_longer_each_time_up_to_an_hour() -> None:
    waits = [pause_after(tries).total_seconds() for tries in (1, 2, 3, 30)]
    assert all(15 * 0.8 * 2**n <= waits[n] <= 15 * 1.2 * 2**n for n in range(3))
    assert 0.8 * 3600 <= waits[3] <= 1.2 * 3600


def test_only_who_asked_for_such_alerts_is_told_and_only_in_their_scope(settled: Engine) -> None:
    with hook_server() as hook:
        to = (hook.url,)
        of = settings(
            receivers=(
                Receiver(name="whole", kind="webhook", to=to),
                Receiver(name="own", kind="webhook", to=to, scope="agency:TP"),
                Receiver(name="other", kind="webhook", to=to, scope="agency:TC"),
                Receiver(name="quiet", kind="webhook", to=to, priorities=("normal",)),
                Receiver(name="ends", kind="webhook", to=to, events=("cleared",)),
            )
        )
        raise_one(settled, of)
        send(settled, of)
    keys = sorted(headers["Idempotency-Key"].split("-")[2] for headers, _ in hook.taken)
    assert keys == ["own", "whole"]


def test_one_that_nobody_answers_keeps_no_other_waiting(settled: Engine) -> None:
    with hook_server() as hook:
        of = settings(
            receivers=(
                Receiver(name="gone", kind="webhook", to=("http://127.0.0.1:9/",)),
                Receiver(name="here", kind="webhook", to=(hook.url,)),
            )
        )
        raise_one(settled, of)
        assert send(settled, of) == 1
    assert [tries for tries, _, _ in waiting(settled)] == [1]


def test_who_does_not_answer_is_asked_once_a_round(settled: Engine) -> None:
    with hook_server(*[503] * 9) as hook:
        of = webhook(hook.url)
        load(settled, "incidents", incident("b", agency_code="DH"), incident("c", agency_code="TC"))
        raise_one(settled, of)
        assert (send(settled, of), hook.tried) == (0, 1)


SENDER = """
import sys
from tests.integration.alerts.test_delivery import Sender, make_engine, webhook
Sender(make_engine(sys.argv[1]), webhook(sys.argv[2])).send()
"""


def test_nothing_is_lost_with_a_sender_that_is_killed_while_it_sends(
    settled_sqlite: str,
) -> None:
    """It has the message in hand when it dies: the next one sends it, once the lease has passed."""
    engine = make_engine(settled_sqlite)
    with silent_server() as (url, asked):
        of = webhook(url)
        raise_one(engine, of)
        killed = subprocess.Popen(
            [sys.executable, "-c", SENDER, settled_sqlite, url],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        assert asked.wait(60)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    with hook_server() as hook:
        of = webhook(hook.url)
        assert send(engine, of) == 0  # the lease holds
        with writing(engine) as connection:
            connection.execute(update(alert_outbox).values(next_try_at=real_now()))
        assert send(engine, of) == 1
    assert len(hook.taken) == 1
    engine.dispose()
