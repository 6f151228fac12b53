"""`tamnhin federate`, and the round in which `tamnhin watch` asks the provinces."""

from __future__ import annotations

import logging
import sys
from typing import Any

import click

from api.text import plain_table
from commands.options import as_json, printed
from commands.rounds import Round
from config.federation import Federation, read_federation
from config.settings import Settings
from config.signing import identity
from data_access.engine import Engine, make_engine
from data_access.errors import TamNhinError
from data_access.migrate import upgrade
from data_access.shared_work import Share, by_oneself
from ingest.federation.pull import Outcome, pull

log = logging.getLogger(__name__)

SOME_FAILED = 2


class Asking:
    """Who falls silent is told once, and once when it speaks again. `share`: of several processes
    one asks."""

    def __init__(self, engine: Engine, federation: Federation, share: Share = by_oneself) -> None:
        self._engine, self._federation = engine, federation
        self._failing: set[str] = set()
        self.round = Round("Liên thông tỉnh / federation", self._ask, federation.every)
        self._ours = share("federation", self.round.soon)

    def _ask(self) -> None:
        if not self._ours():
            return
        for each in pull(self._engine, self._federation):
            if each.error and each.code not in self._failing:
                log.warning("%s: %s / %s", each.name, each.error.vi, each.error.en)
                self._failing.add(each.code)
            elif not each.error and each.code in self._failing:
                log.info("%s: đã trả lời trở lại / answers again", each.name)
                self._failing.discard(each.code)


def asking_of(settings: Settings, share: Share = by_oneself) -> list[Round]:
    """None where this installation brings no provinces together."""
    federation = read_federation(settings.config_dir)
    if not federation.there:
        return []
    return [Asking(make_engine(settings.database_url), federation, share).round]


@click.command()
@click.option("--identity", "tells", is_flag=True, help="Print this installation's public key.")
@click.option("--accept", metavar="CODE", help="This province has confirmed that it begins anew.")
@as_json
@click.pass_obj
def federate(settings: Settings, tells: bool, accept: str | None, json_: bool) -> None:
    """Ask every province of federation.toml for what is new in its cubes. `tamnhin watch` does it
    by itself. Ends in 2 when one of them could not be asked or believed."""
    if tells:
        click.echo(identity(settings.secret_key))
        return
    federation = read_federation(settings.config_dir)
    _require(federation, accept)
    engine = make_engine(settings.database_url)
    upgrade(engine)
    found = pull(engine, federation, accept=accept or "")
    click.echo(printed([_json(each) for each in found]) if json_ else _text(found))
    if any(each.error for each in found):
        sys.exit(SOME_FAILED)


def _require(federation: Federation, accept: str | None) -> None:
    if not federation.there:
        raise TamNhinError(
            vi="federation.toml chưa có tỉnh nào. Thêm các mục [[provinces]].",
            en="federation.toml names no province yet. Add entries [[provinces]].",
        )
    if accept and accept not in federation.provinces:
        known = ", ".join(federation.provinces)
        raise TamNhinError(
            vi=f"federation.toml không có tỉnh '{accept}'. Có: {known}",
            en=f"federation.toml has no province '{accept}'. It has: {known}",
        )


def _json(of: Outcome) -> dict[str, Any]:
    return {
        "code": of.code,
        "name": of.name,
        "heard": of.error is None,
        "changed": of.changed,
        "months": of.months,
        "bytes": of.bytes,
        "reason": of.error.vi if of.error else None,
        "reason_en": of.error.en if of.error else None,
    }


def _text(found: list[Outcome]) -> str:
    rows = [
        (each.code, each.name, _said(each), f"{each.months}", f"{each.bytes / 1000:,.1f} kB")
        for each in found
    ]
    return plain_table(("Mã", "Tỉnh", "Kết quả", "Tháng mới", "Đã nhận"), rows)


def _said(of: Outcome) -> str:
    if of.error:
        return f"✕ {of.error.vi}"
    return "có số liệu mới" if of.changed else "không có gì mới"
