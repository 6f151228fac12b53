"""What a province told, written in one transaction: all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Table, delete, insert, select, update

from data_access import clock
from data_access.engine import reading, writing
from data_access.federation.definitions import defined
from data_access.schema import federated_cubes, federated_months, federated_provinces
from ingest.federation.answer import Answer
from ingest.federation.asking import Had, Heard
from ingest.federation.refused import Refused
from ingest.ledger import bump

_P, _M, _C = federated_provinces.c, federated_months.c, federated_cubes.c
_ALL_ALIKE = "[]"  # what `differs` is where nothing does
_AT_ONCE = 5_000  # rows an INSERT


def had_of(engine: Engine, code: str) -> Had:
    with reading(engine) as connection:
        return _had(connection, code)


def _had(connection: Connection, code: str) -> Had:
    """Nothing, where we or it have defined something otherwise meanwhile: then all comes again."""
    row = _alike(connection, code)
    if row is None:
        return Had(months={})
    months = connection.execute(
        select(_M.month, _M.digest).where(_M.province_code == code).order_by(_M.month)
    )
    held = {each.month: each.digest for each in months}
    return Had(version=row.version, tag=row.tag, months=held)


def _alike(connection: Connection, code: str) -> Any:
    query = select(_P.version, _P.tag).where(_P.code == code, _P.tag != "")
    alike = (_P.defined == defined(), _P.differs == _ALL_ALIKE)
    return connection.execute(query.where(*alike)).first()


def keep(engine: Engine, code: str, heard: Heard, *, anew: bool = False) -> bool:
    """Whether figures have changed. `anew`: the province has begun a new database, and somebody
    has said so. Raises Refused."""
    with writing(engine) as connection:
        now = clock.now(connection)
        state = _row(connection, code)
        well = {"heard_at": now, "asked_at": now, "state": "live", "reason": "", "reason_en": ""}
        well |= {"received_bytes": heard.bytes}
        changed = False
        if heard.answer is not None:
            _require_onward(connection, code, heard.answer, anew=anew)
            changed = _cells(connection, code, heard.answer)
            well |= _told(heard.answer)
        connection.execute(update(federated_provinces).where(_P.code == code).values(well))
        moved = changed or state != "live"
        bump(connection, changed=moved, places=False)
        return changed


def fail(engine: Engine, code: str, state: str, why_vi: str, why_en: str) -> None:
    """Its last figures stay, with their age; why nothing newer is there is kept beside."""
    with writing(engine) as connection:
        now = clock.now(connection)
        before = _row(connection, code)
        values = {"asked_at": now, "state": state, "reason": why_vi, "reason_en": why_en}
        connection.execute(update(federated_provinces).where(_P.code == code).values(values))
        bump(connection, changed=before != state, places=False)


def forget_others(engine: Engine, codes: Iterable[str]) -> None:
    """Provinces that the configuration no longer names."""
    kept = set(codes)
    with writing(engine) as connection:
        gone = [c for c in connection.scalars(select(_P.code)) if c not in kept]
        for code in gone:
            connection.execute(delete(federated_cubes).where(_C.province_code == code))
            connection.execute(delete(federated_months).where(_M.province_code == code))
            connection.execute(delete(federated_provinces).where(_P.code == code))
        bump(connection, changed=bool(gone), places=False)


def _row(connection: Connection, code: str) -> str:
    """Its state; made where it has none yet."""
    state = connection.scalar(select(_P.state).where(_P.code == code))
    if state is None:
        connection.execute(insert(federated_provinces).values(code=code))
    return str(state or "")


def _require_onward(connection: Connection, code: str, answer: Answer, *, anew: bool) -> None:
    row = connection.execute(select(_P.version, _P.identity).where(_P.code == code)).one()
    other = bool(row.identity) and row.identity != answer.identity
    if anew or not (other or answer.version < row.version):
        return
    raise Refused(
        vi=f"Phiên bản dữ liệu của tỉnh lùi hoặc đổi cơ sở dữ liệu ({row.version} →"
        f" {answer.version}). Nếu tỉnh xác nhận: tamnhin federate --accept {code}",
        en=f"The province's data went back, or are another database's ({row.version} →"
        f" {answer.version}). If it confirms that: tamnhin federate --accept {code}",
    )


def _cells(connection: Connection, code: str, answer: Answer) -> bool:
    """Whether any month is another one now."""
    before = _had(connection, code).months
    come = [month for month in answer.months if before.get(month) != answer.months[month]]
    absent = [month for month in come if month not in answer.sent]
    if absent:
        raise Refused(
            vi=f"Thiếu tháng {absent[0]} trong câu trả lời.",
            en=f"Month {absent[0]} is missing in the answer.",
        )
    gone = _gone(connection, code, set(answer.months) - set(come))
    for month in gone:
        connection.execute(_of(code, month, federated_cubes))
        connection.execute(_of(code, month, federated_months))
    if come:
        months = [
            {"province_code": code, "month": month, "digest": answer.months[month]}
            for month in come
        ]
        connection.execute(insert(federated_months), months)
    wanted = set(come)
    rows = [{"province_code": code, **asdict(c)} for c in answer.cells if c.month in wanted]
    for first in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(federated_cubes), rows[first : first + _AT_ONCE])
    return bool(gone or come)


def _gone(connection: Connection, code: str, stay: set[int]) -> list[int]:
    held = connection.scalars(select(_M.month).where(_M.province_code == code))
    return [month for month in held if month not in stay]


def _of(code: str, month: int, table: Table) -> Delete:
    return delete(table).where(table.c.province_code == code, table.c.month == month)


def _told(answer: Answer) -> dict[str, object]:
    as_of: datetime | None = answer.as_of
    return {
        "version": answer.version,
        "identity": answer.identity,
        "tag": answer.tag,
        "today": answer.today,
        "as_of": as_of,
        "sources": json.dumps(list(answer.sources), ensure_ascii=False),
        "reported": json.dumps(dict(answer.reported)),
        "differs": json.dumps(answer.differs),
        "defined": defined(),
        "synthetic": answer.synthetic,
    }
