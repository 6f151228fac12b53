"""Sends what waits in the outbox: at least once, however often we or the other end fail."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from random import SystemRandom
from typing import Any

from sqlalchemy import Engine, Row, select, update

from config.alert_receivers import Receiver
from config.alerts import AlertSettings
from data_access.clock import real_now
from data_access.engine import reading, writing
from data_access.schema import alert_outbox
from ingest.alerts.email import send_email
from ingest.alerts.message import Message, NotSent
from ingest.alerts.webhook import send_webhook

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=3)  # who has been away for longer looks at the page
LEASE = timedelta(minutes=2)  # who died while sending: the next one tries again after it
AT_ONCE = 50


def pause_after(tries: int) -> timedelta:
    """Twice as long each time, and not in step with everybody else."""
    doubled: timedelta = min(FIRST_PAUSE * 2 ** min(tries - 1, 20), LONGEST_PAUSE)
    jitter: float = SystemRandom().uniform(0.8, 1.2)
    return doubled * jitter


class Sender:
    """`pause`: how long to wait after so many tries."""

    def __init__(
        self,
        engine: Engine,
        settings: AlertSettings,
        pause: Callable[[int], timedelta] = pause_after,
    ) -> None:
        self._engine, self._smtp, self._pause = engine, settings.smtp, pause
        self._receivers: Mapping[str, Receiver] = {each.name: each for each in settings.receivers}
        self._troubled: set[str] = set()
        self._failed_now: set[str] = set()

    def send(self) -> int:
        """All that is due now; how many went out. Who does not answer is asked once a round."""
        self._failed_now.clear()
        return sum(self._sent(row) for row in self._due() if row.receiver not in self._failed_now)

    def _due(self) -> list[Row[Any]]:
        o = alert_outbox.c
        due = select(alert_outbox).where(o.next_try_at <= real_now()).order_by(o.id)
        with reading(self._engine) as connection:
            return list(connection.execute(due.limit(AT_ONCE)))

    def _sent(self, row: Row[Any]) -> bool:
        if not self._taken(row):
            return False
        receiver = self._receivers.get(row.receiver)
        try:
            if receiver is None:
                raise NotSent(f"[receivers.{row.receiver}] không còn / is gone", for_good=True)
            self._deliver(receiver, Message(key=row.message_key, body=json.loads(row.body)))
        except NotSent as error:
            self._failed(row, error)
            return False
        self._keep(row, sent_at=real_now(), next_try_at=None, problem=None)
        self._troubled.discard(row.receiver)
        return True

    def _deliver(self, receiver: Receiver, message: Message) -> None:
        if receiver.kind == "webhook":
            send_webhook(receiver, message)
        else:
            assert self._smtp is not None  # the settings insist on it
            send_email(self._smtp, receiver, message)

    def _taken(self, row: Row[Any]) -> bool:
        """Whether it is ours: of two that saw it, one. It is due again after the lease, so that
        nothing is lost with us."""
        o = alert_outbox.c
        mine = (
            update(alert_outbox)
            .where(o.id == row.id, o.next_try_at == row.next_try_at)
            .values(tries=o.tries + 1, next_try_at=real_now() + LEASE)
        )
        with writing(self._engine) as connection:
            return bool(connection.execute(mine).rowcount)

    def _failed(self, row: Row[Any], error: NotSent) -> None:
        over = error.for_good or real_now() - row.created_at > GIVEN_UP_AFTER
        again = None if over else real_now() + self._pause(row.tries + 1)
        self._keep(row, next_try_at=again, problem=str(error)[:500])
        if row.receiver not in self._troubled:
            log.warning("Chưa gửi được cho %s / could not be sent: %s", row.receiver, error)
        self._troubled.add(row.receiver)
        if not error.for_good:
            self._failed_now.add(row.receiver)

    def _keep(self, row: Row[Any], **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                update(alert_outbox).where(alert_outbox.c.id == row.id).values(values)
            )
