"""Connections to PostgreSQL that do not wait for ever: also a server that has frozen, whose own
time limit does not strike, is given up."""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

Answer = TypeVar("Answer")
GRACE_SECONDS = 2.0  # after the server's own limit, which says more


class Punctual(psycopg.Connection[Any]):
    answers_within: float = 0.0

    def wait(
        self, gen: PQGen[Answer], interval: float = 0.1, timeout: float | None = None
    ) -> Answer:
        limit = timeout if timeout is not None else self.answers_within + GRACE_SECONDS
        try:
            return super().wait(gen, interval, limit)
        except psycopg.errors._WaitTimeout as error:
            self.close()  # whatever it says later is nobody's answer
            raise psycopg.OperationalError(f"no answer in {limit:g} s") from error


def punctual(answers_within: float, *args: Any, **options: Any) -> Punctual:
    connection = Punctual.connect(*args, **options)
    connection.answers_within = answers_within
    return connection
