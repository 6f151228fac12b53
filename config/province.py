"""The province's own configuration, `province.toml`, as types."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import atan, degrees, sqrt
from pathlib import Path
from typing import Any

from config.coverage import CoverageSettings, read_coverage
from config.elevation import elevation_files
from config.loads import LoadSpec, read_loads
from config.playlists import DEFAULT, SHIPPED, Playlist, read_playlist
from config.settings import SettingsError
from config.tiles import TileFile, read_tiles


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSpec:
    name: str
    label: str
    label_en: str
    tables: tuple[str, ...]
    expected_every: timedelta
    stale_after: timedelta
    loads: tuple[LoadSpec, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeSpec:
    """A gauge by metric id, limited to a level of government where the province asks for one."""

    metric: str
    level: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WallSpec:
    distance_m: float
    diagonal_inch: float
    gauges: tuple[GaugeSpec, ...]

    @property
    def smallest_text_minutes(self) -> float:
        """Minutes of arc that a capital of the wall's smallest text has at `distance_m`: 2.5 of
        the 120 rem that a 16:9 screen is wide, 0.74 em high (Be Vietnam Pro)."""
        width_m = self.diagonal_inch * 0.0254 * 16 / sqrt(16**2 + 9**2)
        capital_m = 2.5 / 120 * width_m * 0.74
        return degrees(2 * atan(capital_m / 2 / self.distance_m)) * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a reported figure may be from the one that rows give. `ratio` in percentage points,
    `count` in percent of the larger; `metrics` by metric id, in the same units."""

    ratio: float = 0.5
    count: float = 1.0
    metrics: Mapping[str, float] = field(default_factory=dict)

    def of(self, metric: str, *, is_ratio: bool) -> float:
        """As a fraction: of a ratio the difference itself, of a count its share."""
        return self.metrics.get(metric, self.ratio if is_ratio else self.count) / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData:
    """Under which terms figures are given away; `licence` as SPDX names it. Without a decision of
    the province nothing is said to be free."""

    publisher: str = ""
    licence: str = ""
    licence_title: str = "Chưa công bố giấy phép"
    licence_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    code: str
    name: str
    name_en: str
    kind: str
    sources: Mapping[str, SourceSpec]
    gauges: tuple[GaugeSpec, ...]
    league: str
    minimum_volume: int
    watch_from: float
    wall: WallSpec
    tolerance: Tolerance
    playlists: Mapping[str, Playlist]
    applicants_kept: timedelta | None = None  # after closing; None: for ever
    open_data: OpenData = OpenData()
    coverage: CoverageSettings = field(default_factory=CoverageSettings)
    elevation: tuple[Path, ...] = ()  # rasters of height above the sea
    tiles: tuple[TileFile, ...] = ()

    def title(self, lang: str) -> str:
        """'Tỉnh Quảng Bình' or 'Quang Binh province'."""
        kind = {"Tỉnh": "province", "Thành phố": "city"}.get(self.kind, self.kind)
        return f"{self.name_en} {kind}" if lang == "en" else f"{self.kind} {self.name}"

    def source_of(self, table: str) -> SourceSpec | None:
        return next((spec for spec in self.sources.values() if table in spec.tables), None)


def read_province(config_dir: Path) -> Province:
    """Raises SettingsError, naming the file and what is wrong in it."""
    path = config_dir / "province.toml"
    try:
        return _province(tomllib.loads(path.read_text(encoding="utf-8")), config_dir)
    except SettingsError:
        raise
    except OSError as error:
        raise SettingsError(
            f"Không đọc được {path} ({error}). Kiểm tra TAMNHIN_CONFIG."
            f" / Cannot read {path}. Check TAMNHIN_CONFIG."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path}: thiếu hoặc sai mục {error}. So với tệp đi kèm chương trình."
            f" / {path}: an entry is missing or wrong: {error}. Compare with the file shipped."
        ) from error


def _province(data: Mapping[str, Any], config_dir: Path) -> Province:
    return Province(
        **data["province"],
        sources={name: _source(name, spec, config_dir) for name, spec in data["sources"].items()},
        gauges=_gauges(data["overview"]),
        league=data["overview"]["league"],
        minimum_volume=data["leaderboard"]["minimum_volume"],
        watch_from=data["status"]["watch_from"],
        wall=_wall(data["wall"]),
        playlists=_playlists(data.get("playlists", {})),
        applicants_kept=_kept(data.get("personal", {})),
        tolerance=Tolerance(**data.get("reconciliation", {})),
        open_data=OpenData(**data.get("open_data", {})),
        coverage=read_coverage(data.get("coverage", {})),
        elevation=elevation_files(config_dir),
        tiles=read_tiles(config_dir),
    )


def _source(name: str, spec: Mapping[str, Any], folder: Path) -> SourceSpec:
    return SourceSpec(
        name=name,
        label=spec["label"],
        label_en=spec["label_en"],
        tables=tuple(spec["tables"]),
        expected_every=timedelta(minutes=spec["expected_every"]),
        stale_after=timedelta(minutes=spec["stale_after"]),
        loads=read_loads(name, spec.get("load", []), folder),
    )


def _kept(section: Mapping[str, Any]) -> timedelta | None:
    days = section.get("days_after_closing")
    return None if days is None else timedelta(days=days)


def _gauges(section: Mapping[str, Any]) -> tuple[GaugeSpec, ...]:
    return tuple(GaugeSpec(**gauge) for gauge in section["gauges"])


def _playlists(section: Mapping[str, Any]) -> dict[str, Playlist]:
    """There is always one that a wall shows of which nothing is said."""
    found = {name: read_playlist(name, each) for name, each in section.items()}
    return {DEFAULT: read_playlist(DEFAULT, SHIPPED)} | found


def _wall(section: Mapping[str, Any]) -> WallSpec:
    return WallSpec(
        distance_m=section["distance_m"],
        diagonal_inch=section["diagonal_inch"],
        gauges=_gauges(section),
    )
