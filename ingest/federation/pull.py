"""One round: every province is asked, several at once, and each is written by itself."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import Engine

from config.federation import Federation, ProvinceSpec
from data_access.errors import TamNhinError
from ingest.federation.asking import Had, Heard, asked
from ingest.federation.keeping import fail, forget_others, had_of, keep
from ingest.federation.refused import Refused, Unreached

log = logging.getLogger(__name__)

_TOGETHER = 8
REFUSED, SILENT = "refused", "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`error` None: it answered, and was believed. `changed`: figures are others than before;
    `bytes`: what travelled of them."""

    code: str
    name: str
    changed: bool = False
    bytes: int = 0
    months: int = 0
    error: TamNhinError | None = None


def pull(
    engine: Engine,
    federation: Federation,
    *,
    environ: Mapping[str, str] = os.environ,
    accept: str = "",
) -> list[Outcome]:
    """`accept`: the code of a province whose data may begin anew. Raises TamNhinError where our own
    database does not take what comes; what a province does is an outcome."""
    forget_others(engine, federation.provinces)
    specs = list(federation.provinces.values())
    had = {
        spec.code: Had(months={}) if spec.code == accept else had_of(engine, spec.code)
        for spec in specs
    }
    with ThreadPoolExecutor(_TOGETHER) as pool:
        answers = pool.map(lambda spec: _answer(spec, environ, had[spec.code]), specs)
        return [
            _kept(engine, spec, answer, anew=spec.code == accept)
            for spec, answer in zip(specs, answers, strict=True)
        ]


def _answer(spec: ProvinceSpec, environ: Mapping[str, str], had: Had) -> Heard | TamNhinError:
    key = environ.get(spec.key)
    if not key:
        return Unreached(
            vi=f"Biến môi trường {spec.key} chưa có khóa của tỉnh.",
            en=f"The environment variable {spec.key} does not hold the province's key.",
        )
    try:
        return asked(spec, key, had)
    except (Refused, Unreached) as error:
        return error


def _kept(
    engine: Engine, spec: ProvinceSpec, answer: Heard | TamNhinError, *, anew: bool
) -> Outcome:
    try:
        if isinstance(answer, TamNhinError):
            raise answer
        changed = keep(engine, spec.code, answer, anew=anew)
    except (Refused, Unreached) as error:
        state = REFUSED if isinstance(error, Refused) else SILENT
        fail(engine, spec.code, state, error.vi, error.en)
        return Outcome(code=spec.code, name=spec.name, error=error)
    months = len(answer.answer.sent) if answer.answer else 0
    return Outcome(
        code=spec.code, name=spec.name, changed=changed, bytes=answer.bytes, months=months
    )
