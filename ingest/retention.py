"""What is known of applicants is forgotten after as long as the province says."""

from __future__ import annotations

from sqlalchemy import Engine, delete, or_, select

from config.province import Province
from data_access import clock
from data_access.days import NEVER, day_key, to_local
from data_access.engine import writing
from data_access.schema import applicants, dossiers


def forget(engine: Engine, province: Province, *, lone: bool = True) -> int:
    """How many were removed. `lone`: also those whose dossier is not there; not right after a load,
    for it may still come."""
    if province.applicants_kept is None:
        return 0
    with writing(engine) as connection:
        now = clock.now(connection)
        last = day_key(to_local(now - province.applicants_kept).date())
        closed = select(dossiers.c.code).where(
            dossiers.c.closed_day <= last, dossiers.c.closed_day < NEVER
        )
        code = applicants.c.dossier_code
        gone = [code.in_(closed)]
        if lone:
            gone.append(code.not_in(select(dossiers.c.code)))
        return connection.execute(delete(applicants).where(or_(*gone))).rowcount
