"""Schemes that can be computed: each indicator's metric is one of the catalogue's, and a ratio."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from config.scheme_reader import line_of
from config.scheme_types import Indicator, Scheme
from config.schemes import FOLDER, read_schemes
from config.settings import SettingsError
from metrics.catalogue import CATALOGUE
from metrics.metric import Unit


def known_schemes(folder: Path) -> dict[str, tuple[Scheme, ...]]:
    """`folder`: of the configuration. Raises SettingsError naming file, line and remedy."""
    found = read_schemes(folder)
    for versions in found.values():
        for scheme in versions:
            lines = (folder / FOLDER / scheme.file).read_text(encoding="utf-8").splitlines()
            _check(scheme, lines)
    return found


def _check(scheme: Scheme, lines: list[str]) -> None:
    if scheme.volume and scheme.volume not in CATALOGUE:
        raise SettingsError(_said(scheme, line_of(lines, "", "volume"), scheme.volume))
    for each in scheme.indicators:
        _check_indicator(scheme, each, lines)


def _check_indicator(scheme: Scheme, each: Indicator, lines: list[str]) -> None:
    if each.counts not in set(Unit):
        line = line_of(lines, each.id, "counts")
        raise SettingsError(
            f"{scheme.file}, dòng / line {line}: '{each.counts}'? {', '.join(Unit)}"
        )
    if not each.metric:
        return
    line = line_of(lines, each.id, "metric")
    if each.metric not in CATALOGUE:
        raise SettingsError(_said(scheme, line, each.metric))
    if CATALOGUE[each.metric].unit is not Unit.RATIO:
        raise SettingsError(
            f"{scheme.file}, dòng / line {line}: '{each.metric}' không phải tỷ lệ / is no ratio"
        )


def _said(scheme: Scheme, line: int, name: str) -> str:
    near = get_close_matches(name, CATALOGUE, n=1)
    hint = f", gần nhất / closest: '{near[0]}'" if near else ""
    return (
        f"{scheme.file}, dòng / line {line}: không có chỉ tiêu '{name}' / no metric '{name}'{hint}"
        ". tamnhin metrics"
    )
