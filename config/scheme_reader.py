"""One scheme out of its file: each thing that cannot be is refused with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Any, NoReturn

from config.scheme_types import (
    Band,
    Elsewhere,
    Formula,
    Given,
    Indicator,
    IndicatorGroup,
    Linear,
    Scheme,
    Steps,
)
from config.settings import SettingsError

LEVELS = ("province", "district", "commune")
FORMULAS = ("linear", "capped", "steps", "given")
_SCHEME = ("scheme", "from", "label", "label_en", "short", "basis", "total", "volume", "levels",
           "bands", "groups")  # fmt: skip
_INDICATOR = ("id", "label", "label_en", "metric", "maximum", "formula", "full", "worst", "best",
              "steps", "empty", "levels", "elsewhere", "counts", "basis")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reader:
    file: str
    lines: list[str]

    def scheme(self, found: Mapping[str, Any]) -> Scheme:
        self._known(found, _SCHEME, "")
        groups = tuple(self._group(each) for each in self._list(found, "groups"))
        scheme = Scheme(
            name=str(self._needed(found, "scheme", "")),
            file=self.file,
            since=self._day(found),
            label=str(self._needed(found, "label", "")),
            label_en=str(found.get("label_en", found["label"])),
            short=str(found.get("short", found["label"])),
            basis=str(self._needed(found, "basis", "")),
            total=self._number(found, "total", ""),
            bands=self._bands(found),
            groups=groups,
            levels=self._levels(found, "") or LEVELS,
            volume=str(found.get("volume", "")),
        )
        self._sums(scheme)
        return scheme

    def _sums(self, scheme: Scheme) -> None:
        ids = [each.id for each in scheme.indicators]
        for again in {name for name in ids if ids.count(name) > 1}:
            self._refuse(again, "id", f"'{again}' có hai lần / twice")
        for group in scheme.groups:
            parts = sum(each.maximum for each in group.indicators)
            if not isclose(parts, group.maximum):
                self._refuse(
                    group.id, "maximum",
                    f"nhóm {group.id} ghi {group.maximum:g} điểm, các chỉ số cộng lại {parts:g}"
                    f" / the group says {group.maximum:g}, its indicators add up to {parts:g}",
                )  # fmt: skip
        parts = sum(group.maximum for group in scheme.groups)
        if not isclose(parts, scheme.total):
            self._refuse(
                "", "total",
                f"tổng ghi {scheme.total:g}, các nhóm cộng lại {parts:g}"
                f" / the groups add up to {parts:g}",
            )  # fmt: skip

    def _group(self, found: Mapping[str, Any]) -> IndicatorGroup:
        name = str(self._needed(found, "id", ""))
        label = str(self._needed(found, "label", name))
        indicators = tuple(self._indicator(each) for each in self._list(found, "indicators"))
        return IndicatorGroup(
            id=name,
            label=label,
            label_en=str(found.get("label_en", label)),
            short=str(found.get("short", label)),
            short_en=str(found.get("short_en", found.get("label_en", label))),
            maximum=self._number(found, "maximum", name),
            indicators=indicators,
        )

    def _indicator(self, found: Mapping[str, Any]) -> Indicator:
        name = str(self._needed(found, "id", ""))
        self._known(found, _INDICATOR, name)
        label, maximum = str(self._needed(found, "label", name)), self._maximum(found, name)
        formula = self._formula(found, name, maximum)
        metric = str(found.get("metric", ""))
        if bool(metric) is isinstance(formula, Given):
            self._refuse(name, "metric", f"'{name}': metric, hoặc / or formula = \"given\"")
        return Indicator(
            id=name,
            label=label,
            label_en=str(found.get("label_en", label)),
            maximum=maximum,
            formula=formula,
            metric=metric,
            counts=str(found.get("counts", "dossiers")),
            empty=self._empty(found, name, maximum),
            levels=self._levels(found, name),
            elsewhere=self._elsewhere(found, name),
            basis=str(found.get("basis", "")),
        )

    def _maximum(self, found: Mapping[str, Any], name: str) -> float:
        maximum = self._number(found, "maximum", name)
        if maximum <= 0:
            self._refuse(name, "maximum", f"'{name}': lớn hơn 0 / above 0")
        return maximum

    def _empty(self, found: Mapping[str, Any], name: str, maximum: float) -> float | None:
        if "empty" not in found:
            return None
        empty = self._number(found, "empty", name)
        if not 0 <= empty <= maximum:
            self._refuse(name, "empty", f"'{name}': 0…{maximum:g}")
        return empty

    def _formula(self, found: Mapping[str, Any], name: str, maximum: float) -> Formula:
        kind = found.get("formula", "linear")
        if kind == "given":
            return Given()
        if kind == "steps":
            return self._steps(found, name, maximum)
        if kind not in FORMULAS:
            self._refuse(name, "formula", f"'{kind}'? {', '.join(FORMULAS)}")
        worst = self._number(found, "worst", name) if "worst" in found else 0.0
        last = "full" if kind == "capped" else "best"
        best = self._number(found, last, name) if last in found or kind == "capped" else 1.0
        if isclose(worst, best):
            self._refuse(
                name, last,
                f"'{name}': chia cho {best - worst:g}, mức đủ điểm phải khác mức không điểm"
                f" / division by {best - worst:g}",
            )  # fmt: skip
        return Linear(worst=worst, best=best)

    def _steps(self, found: Mapping[str, Any], name: str, maximum: float) -> Steps:
        given = found.get("steps")
        pairs = given if isinstance(given, list) else []
        if not pairs or not all(isinstance(each, list) and len(each) == 2 for each in pairs):
            self._refuse(name, "steps", f"'{name}': steps = [[0.9, {maximum:g}], [0.5, …]]")
        steps = sorted(((float(at), float(points)) for at, points in pairs), reverse=True)
        points = [each for _, each in steps]
        if points != sorted(points, reverse=True) or not isclose(points[0], maximum):
            self._refuse(
                name, "steps",
                f"'{name}': tỷ lệ cao hơn không được ít điểm hơn, bậc cao nhất đủ {maximum:g} điểm"
                f" / points must rise with the ratio, up to {maximum:g}",
            )  # fmt: skip
        return Steps(steps=tuple(steps))

    def _bands(self, found: Mapping[str, Any]) -> tuple[Band, ...]:
        bands = [
            Band(
                name=str(self._needed(each, "name", "")),
                name_en=str(each.get("name_en", each["name"])),
                least=self._number(each, "from", ""),
            )
            for each in self._list(found, "bands")
        ]
        ordered = tuple(sorted(bands, key=lambda each: -each.least))
        if ordered[-1].least != 0:
            self._refuse("", "bands", "bậc thấp nhất từ 0 / the lowest band begins at 0")
        return ordered

    def _levels(self, found: Mapping[str, Any], name: str) -> tuple[str, ...]:
        levels = found.get("levels", [])
        if not isinstance(levels, list) or any(each not in LEVELS for each in levels):
            self._refuse(name, "levels", f"{levels}? {', '.join(LEVELS)}")
        return tuple(levels)

    def _elsewhere(self, found: Mapping[str, Any], name: str) -> Elsewhere:
        try:
            return Elsewhere(found.get("elsewhere", "omit"))
        except ValueError:
            self._refuse(name, "elsewhere", f"'{found['elsewhere']}'? {', '.join(Elsewhere)}")

    def _day(self, found: Mapping[str, Any]) -> date:
        day = self._needed(found, "from", "")
        if not isinstance(day, date):
            self._refuse("", "from", "from = 2022-06-23")
        return day

    def _list(self, found: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        given = found.get(key)
        if not isinstance(given, list) or not given:
            self._refuse(str(found.get("id", "")), key, f"thiếu / missing [[{key}]]")
        return given

    def _needed(self, found: Mapping[str, Any], key: str, name: str) -> Any:
        if key not in found:
            self._refuse(name, key, f"thiếu '{key}' / '{key}' is missing")
        return found[key]

    def _number(self, found: Mapping[str, Any], key: str, name: str) -> float:
        value = self._needed(found, key, name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._refuse(name, key, f"{key} = {value!r}? một số / a number")
        return float(value)

    def _known(self, found: Mapping[str, Any], keys: tuple[str, ...], name: str) -> None:
        for key in found:
            if key not in keys:
                self._refuse(name, key, f"'{key}'? {', '.join(keys)}")

    def _refuse(self, name: str, key: str, why: str) -> NoReturn:
        raise SettingsError(f"{self.file}, dòng / line {line_of(self.lines, name, key)}: {why}")


def line_of(lines: list[str], name: str, key: str) -> int:
    """Where `key` is said of the thing whose id is `name`; where it is not said, the id's own."""
    start = next((n for n, line in enumerate(lines) if _says(line, "id", name)), 0)
    for number, line in enumerate(lines[start:], start=start):
        if number > start and line.strip().startswith("[[") and name:
            break
        if line.strip().removeprefix("[[").startswith(key):
            return number + 1
    return start + 1


def _says(line: str, key: str, value: str) -> bool:
    said, _, given = line.partition("=")
    return bool(value) and said.strip() == key and given.strip() == f'"{value}"'
