"""Places by name, with accents, without, or nearly right: communes, villages, stations, offices,
routes of cables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from data_access.selection import Level
from metrics.ask.text import plain
from metrics.desk import View
from pages.layers.known import LAYERS, LINES
from wording.words import Words, mark

MOST = 12
NEAR, SHORTEST = 75, 4  # of 100 letters those that are right; of letters, where some may be wrong
KIND = re.compile(r"^(xa|phuong|thi tran|thi xa|huyen|thanh pho|tinh|thon|ban|to dan pho) ")
LEVELS = {Level.PROVINCE: mark("Tỉnh"), Level.DISTRICT: mark("Huyện"), Level.COMMUNE: mark("Xã")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`key`: of a unit's outline; '' for what has none. `inside`: what it lies in."""

    name: str
    kind: str
    inside: str
    longitude: float
    latitude: float
    key: str = ""


def found(view: View, words: Words, text: str, day: date) -> list[Found]:
    """Best first; what holds every word as it begins before what is merely alike."""
    wanted = plain(text)
    if not wanted:
        return []

    def listed() -> tuple[list[str], list[Found]]:
        every = list(_every(view, words, day))
        return [plain(each.name) for each in every], every

    names, every = view.kept(("places by name", words.lang, day), listed)
    exact = [n for n, name in enumerate(names) if _holds(name, wanted)]
    if not exact and len(wanted) >= SHORTEST:
        bare = [KIND.sub("", name) for name in names]
        near = process.extract(wanted, bare, scorer=fuzz.ratio, limit=MOST, score_cutoff=NEAR)
        return [every[n] for _, _, n in near]
    exact.sort(key=lambda n: (KIND.sub("", names[n]) != wanted, n))
    return [every[n] for n in exact[:MOST]]


def _holds(name: str, wanted: str) -> bool:
    parts = name.split()
    return all(any(part.startswith(word) for part in parts) for word in wanted.split())


def _every(view: View, words: Words, day: date) -> Iterator[Found]:
    """Larger ones first."""
    places = view.snap.places
    for level, kind in LEVELS.items():
        for area in places.versions.of_level(level, day):
            if area.longitude is not None and area.latitude is not None:
                parent = places.versions.on(area.parent, day)
                yield Found(
                    name=area.name,
                    kind=words(kind),
                    inside=parent.name if parent and level is Level.COMMUNE else "",
                    longitude=area.longitude,
                    latitude=area.latitude,
                    key=area.key,
                )
    for layer in LAYERS:
        spots = layer.spots(view, words, day)
        rows: Sequence[tuple[str, str, float, float]] = list(
            zip(spots.names, spots.units, spots.longitudes, spots.latitudes, strict=True)
        )
        for name, unit, longitude, latitude in rows:
            yield Found(
                name=name,
                kind=words(layer.one),
                inside=unit,
                longitude=longitude,
                latitude=latitude,
            )
    for line_layer in LINES:
        lines, middles = line_layer.lines(view, words, day), line_layer.middles(view, day)
        for name, owner, at in zip(lines.names, lines.owners, middles, strict=True):
            yield Found(
                name=name,
                kind=words(line_layer.one),
                inside=owner,
                longitude=at[0],
                latitude=at[1],
            )
