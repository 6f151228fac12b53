"""The same figures by SQL over the table, as one would write it by hand: for each period one pass
over the dossiers received, one over those finished, one over those in hand, all sums at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, text

from benchmarks.cuts import Cut, Figures, Key
from benchmarks.definitions import DEFINED, Base, defined_in

# Beside the table's own: what somebody who asks for periods would add.
INDEXES = ("received_day", "finished_day")
_DUE = "deadline_day < 99991231"
COUNTS = {
    "no_deadline": "deadline_day = 99991231",
    "withdrawn": f"{_DUE} AND closed_day <= :last AND finished_day = 99991231",
    "overdue_finished": "finished_day <= :last AND late",
    "overdue_open": "closed_day > :last AND deadline_day < :last",
    "on_time": f"{_DUE} AND ((closed_day <= :last AND finished_day < 99991231 AND NOT late)"
    " OR (closed_day > :last AND deadline_day >= :last))",
    "online_submit": "channel = 'online'",
    "paid_online": "has_fee AND paid_online",
    "digitised": "digitised",
    "overdue_now": "deadline_day < :last",
    "in_process": "state IN (2, 4)",
    "waiting": "state IN (5, 6)",
}
AMONG = {"paid_online": "has_fee"}
INSIDE = {
    Base.RECEIVED: "received_day BETWEEN :first AND :last",
    Base.FINISHED: "finished_day BETWEEN :first AND :last",
    Base.OPEN: "received_day <= :last AND closed_day > :last",
}
MONTHS = {Base.RECEIVED: "received_day / 100", Base.FINISHED: "finished_day / 100"}


def count(engine: Engine, asked: list[Cut]) -> Figures:
    with engine.connect() as connection:
        return {key: value for cut in asked for key, value in _cut(connection, cut)}


def _cut(connection: Connection, cut: Cut) -> Iterator[tuple[Key, float]]:
    for base in INSIDE:
        metrics = [metric for metric in cut.metrics if _belongs(metric, base, cut)]
        plain = [metric for metric in metrics if DEFINED[metric].quantile is None]
        if plain:
            yield from _sums(connection, cut, base, plain)
        for metric in metrics:
            if metric not in plain:
                yield from cut.named(metric, "", _quantile(connection, cut, metric))


def _belongs(metric: str, base: Base, cut: Cut) -> bool:
    found = defined_in(cut, metric)
    if found is None:
        return False
    return found.base is base or (found.base is Base.OPEN_NOW and base is Base.OPEN)


def _sums(
    connection: Connection, cut: Cut, base: Base, metrics: list[str]
) -> Iterator[tuple[Key, float]]:
    key = {"agency": "agency_code", "month": MONTHS.get(base, "")}.get(cut.by or "", "''")
    sums = [_filtered(COUNTS.get(metric)) for metric in metrics]
    below = [_filtered(AMONG.get(metric)) for metric in metrics]
    statement = f"SELECT {key}, {', '.join(sums + below)} FROM dossiers WHERE {_where(cut, base)}"
    if cut.by:
        statement += f" GROUP BY {key}"
    for group, *values in connection.execute(text(statement), _given(cut)):
        for number, metric in enumerate(metrics):
            above, of = values[number], values[number + len(metrics)]
            if of or not DEFINED[metric].ratio:
                value = above / of if DEFINED[metric].ratio else above
                yield from cut.named(metric, group, value)


def _filtered(condition: str | None) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})" if condition else "COUNT(*)"


def _quantile(connection: Connection, cut: Cut, metric: str) -> float:
    statement = (
        "SELECT duration_days, COUNT(*) FROM dossiers"
        f" WHERE {_where(cut, Base.FINISHED)} GROUP BY duration_days ORDER BY duration_days"
    )
    counted = connection.execute(text(statement), _given(cut)).all()
    wanted, seen = (DEFINED[metric].quantile or 0) * sum(n for _, n in counted), 0
    for days, dossiers in counted:
        seen += dossiers
        if seen >= wanted:
            return float(days)
    return float("nan")


def _where(cut: Cut, base: Base) -> str:
    conditions = ["state NOT IN (1, 3)", INSIDE[base]]
    if cut.channel:
        conditions.append("channel = :channel")
    if cut.agencies is not None:
        codes = ", ".join(f"'{code}'" for code in cut.agencies)
        conditions.append(f"agency_code IN ({codes})")
    return " AND ".join(conditions)


def _given(cut: Cut) -> dict[str, Any]:
    given: dict[str, Any] = {"first": cut.first, "last": cut.last}
    return given | ({"channel": cut.channel} if cut.channel else {})
