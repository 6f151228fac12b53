"""A province's answer: believed only when all of it is signed, fresh, its own and whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from config.federation import ProvinceSpec
from config.signing import is_signed
from data_access.federation.definitions import definitions, measures_told
from data_access.scope import Scope
from data_access.selection import Level
from ingest.federation.refused import Refused, nonsense, unsigned

FORMAT = 1
_LEVELS = ("", *map(str, Level))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    family: str
    month: int
    slot: int
    level: str
    measure: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`months`: all that the province has, by digest; `sent`: those whose cells came along.
    `differs`: families that it defines otherwise than we do, so that they are left out."""

    version: int
    identity: str
    tag: str
    today: date
    as_of: datetime | None
    sources: Sequence[Mapping[str, Any]]
    reported: Mapping[str, Sequence[int]]
    synthetic: bool
    differs: tuple[str, ...]
    months: Mapping[int, str]
    sent: frozenset[int]
    cells: Sequence[Cell]


def answer_of(spec: ProvinceSpec, body: bytes, nonce: str) -> Answer:
    """Raises Refused."""
    said, head = _signed(spec, body)
    try:
        _require(spec, head, nonce)
        return _answer(head, said.split(b"\n")[1:-1])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise nonsense(f"'{error}'", f"'{error}'") from error


def _signed(spec: ProvinceSpec, body: bytes) -> tuple[bytes, Mapping[str, Any]]:
    """All but the last line, which signs it; and the first."""
    end = body.rstrip(b"\n").rfind(b"\n") + 1
    said, last = body[:end], body[end:]
    try:
        signature, head = json.loads(last)["signature"], json.loads(said.partition(b"\n")[0])
    except (ValueError, KeyError, TypeError) as error:
        raise nonsense("không có chữ ký ở cuối", "no signature at its end") from error
    if not isinstance(head, dict) or head.get("cubes") != FORMAT:
        raise nonsense("dòng đầu", "its first line")
    if not is_signed(spec.public_key, str(signature), said):
        raise unsigned()
    return said, head


def _require(spec: ProvinceSpec, head: Mapping[str, Any], nonce: str) -> None:
    if head["nonce"] != nonce:
        raise Refused(
            vi="Câu trả lời cũ được gửi lại, không phải cho lần hỏi này.",
            en="An old answer was sent again: it is not for this question.",
        )
    if head["province"] != spec.code:
        raise Refused(
            vi=f"Địa chỉ này là của tỉnh {head['province']}, không phải {spec.code}.",
            en=f"This address is of province {head['province']}, not {spec.code}.",
        )
    if not Scope.named(head["scope"]).whole:
        raise Refused(
            vi=f"Khóa chỉ thấy một phần của tỉnh ({head['scope']}). Xin khóa cho toàn tỉnh.",
            en=f"The key sees a part of the province only ({head['scope']}). Ask for one of all.",
        )


def _answer(head: Mapping[str, Any], lines: Sequence[bytes]) -> Answer:
    months = {_month(name): str(digest) for name, digest in head["months"].items()}
    sent = frozenset(map(int, head["sent"]))
    ours = definitions()
    differs = tuple(name for name in ours if head["definitions"].get(name) != ours[name])
    _require_digests(lines, months, sent)
    cells = [cell for line in lines for cell in _cells(json.loads(line), differs)]
    _require_once(cells)
    return Answer(
        version=_number(head["version"], 31),
        identity=str(head["identity"])[:32],
        tag=str(head["tag"])[:120],
        today=date.fromisoformat(head["today"]),
        as_of=_moment(head["as_of"]),
        sources=[_source(each) for each in head["sources"]],
        reported={str(name): [int(n) for n in pair] for name, pair in head["reported"].items()},
        synthetic=bool(head["synthetic"]),
        differs=differs,
        months=months,
        sent=sent,
        cells=cells,
    )


def _require_digests(
    lines: Sequence[bytes], months: Mapping[int, str], sent: frozenset[int]
) -> None:
    """What came is what the head says of each month, no more and no less."""
    texts: dict[int, list[bytes]] = {month: [] for month in sent}
    for line in lines:
        texts[int(json.loads(line)["m"])].append(line + b"\n")
    for month, mine in texts.items():
        digest = sha256(b"".join(mine)).hexdigest()[: len(months[month])]
        if digest != months[month]:
            raise ValueError(f"month {month}")


def _require_once(cells: Sequence[Cell]) -> None:
    keys = {(c.family, c.month, c.slot, c.level, c.measure) for c in cells}
    if len(keys) != len(cells):
        raise ValueError("a cell twice")


def _number(of: object, bits: int) -> int:
    number = int(str(of))
    if not -(2**bits) < number < 2**bits:
        raise ValueError(of)
    return number


def _cells(line: Mapping[str, Any], differs: Sequence[str]) -> list[Cell]:
    """Of measures that we know: a newer program there may tell more."""
    family, level = line["f"], line["l"]
    if family in differs or family not in definitions():
        return []
    if level not in _LEVELS:
        raise ValueError(level)
    known = measures_told(family)
    return [
        Cell(
            family=family,
            month=_month(line["m"]),
            slot=_number(line["s"], 31),
            level=level,
            measure=name,
            value=_number(value, 63),
        )
        for name, value in line["v"].items()
        if name in known
    ]


def _month(of: object) -> int:
    month = int(str(of))
    if not (190001 <= month <= 999912 and 1 <= month % 100 <= 12):
        raise ValueError(of)
    return month


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _source(of: Mapping[str, Any]) -> dict[str, Any]:
    moment = _moment(of["as_of"])
    return {
        "name": str(of["name"])[:40],
        "label": str(of["label"])[:120],
        "label_en": str(of["label_en"])[:120],
        "stale_s": _number(of["stale_s"], 31),
        "as_of": moment and moment.isoformat(),
    }
