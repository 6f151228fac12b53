"""What a province tells the nation: its cubes, and all that is needed to trust them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from config.signing import signature
from data_access.completeness import REPORTED, reporting
from data_access.federation.definitions import definitions
from data_access.federation.feed import MonthTold, months_told
from data_access.selection import Period, Selection
from metrics.desk import View

FORMAT = 1
_FEWEST = 8  # letters of a digest that tell one month's cells from others


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`tag` changes with whatever is told; `head` says of whom, of when and how complete."""

    tag: str
    head: Mapping[str, Any]
    months: Mapping[int, MonthTold]


def told(view: View) -> Told:
    """Within the viewer's scope, as of the data version."""
    months = view.kept(("cubes",), lambda: months_told(view.snap, view.scope))
    snap, sources = view.snap, list(view.sources().values())
    newest = max((each.as_of for each in sources if each.as_of), default=None)
    head = {
        "cubes": FORMAT,
        "province": view.province.code,
        "version": snap.version,
        "identity": snap.identity,
        "today": snap.today.isoformat(),
        "as_of": newest and newest.isoformat(timespec="seconds"),
        "scope": str(view.scope),
        "synthetic": snap.synthetic,
        "sources": [
            {
                "name": each.spec.name,
                "label": each.spec.label,
                "label_en": each.spec.label_en,
                "stale_s": round(each.spec.stale_after.total_seconds()),
                "as_of": each.as_of and each.as_of.isoformat(timespec="seconds"),
            }
            for each in sources
        ],
        "reported": view.kept(("cubes", "reported"), lambda: _reported(view)),
        "definitions": dict(definitions()),
        "months": {str(month): each.digest for month, each in months.items()},
    }
    return Told(tag=_tag(head), head=head, months=months)


def written(found: Told, had: Mapping[int, str], nonce: str, secret: str, now: datetime) -> bytes:
    """Lines of JSON: the head, a line for each cell of the months that the asker lacks, and the
    signature over all before it. `had`: month -> the beginning of its digest, as the asker has
    it; `now`: UTC."""
    sent = [
        month
        for month, each in found.months.items()
        if len(had.get(month, "")) < _FEWEST or not each.digest.startswith(had[month])
    ]
    signed_at = now.isoformat(timespec="seconds")
    head = {**found.head, "tag": found.tag, "nonce": nonce, "signed_at": signed_at, "sent": sent}
    lines = [json.dumps(head, ensure_ascii=False) + "\n", *(found.months[m].text for m in sent)]
    body = "".join(lines).encode()
    last = json.dumps({"signature": signature(secret, body)}) + "\n"
    return body + last.encode()


def nothing_new(tag: str, nonce: str) -> bytes:
    """What is signed where there is nothing to tell: else whoever stands between could keep a
    province at what it once said."""
    return f"{nonce}\n{tag}".encode()


def _reported(view: View) -> dict[str, list[int]]:
    """Of this year: how many units have sent rows of a family, of how many."""
    selection = view.checked(Selection(period=Period.year(view.snap.today.year)))
    return {family: list(reporting(view.snap, family, selection)) for family in REPORTED}


def _tag(head: Mapping[str, Any]) -> str:
    said = sha256(repr(sorted(head.items())).encode()).hexdigest()[:16]
    return f"{head['version']}-{said}"
