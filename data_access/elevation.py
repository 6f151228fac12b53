"""Rasters of height above the sea: ESRI ASCII grids and SRTM tiles by numpy alone, GeoTIFF where
rasterio is installed. All in degrees, WGS 84, heights in metres.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from data_access.errors import TamNhinError

Floats: TypeAlias = npt.NDArray[np.float64]
_TILE = re.compile(r"([NS])(\d{2})([EW])(\d{3})", re.IGNORECASE)
_VOID = -32768
_HEADER = ("ncols", "nrows", "cellsize")
_ROUGHEST = 0.02  # degrees: cells of more than 2 km hide every ridge


class UnreadableElevation(TamNhinError):
    def __init__(self, path: Path, vi: str, en: str) -> None:
        super().__init__(
            vi=f"Mô hình độ cao '{path.name}': {vi}", en=f"Elevation raster '{path.name}': {en}"
        )


@dataclass(frozen=True, slots=True)
class Tile:
    """`heights`: rows from north to south, at points `step` degrees apart; (west, north): the first
    of them. NaN where nothing is known."""

    west: float
    north: float
    step: float
    heights: Floats

    def at(self, longitude: Floats, latitude: Floats) -> Floats:
        """Between its points by straight lines; NaN outside."""
        rows, columns = self.heights.shape
        x, y = (longitude - self.west) / self.step, (self.north - latitude) / self.step
        inside = (x >= 0) & (y >= 0) & (x <= columns - 1) & (y <= rows - 1)
        left = np.clip(np.floor(x), 0, max(columns - 2, 0)).astype(np.int64)
        top = np.clip(np.floor(y), 0, max(rows - 2, 0)).astype(np.int64)
        east, south = x - left, y - top
        upper = self.heights[top, left] * (1 - east) + self.heights[top, left + 1] * east
        lower = self.heights[top + 1, left] * (1 - east) + self.heights[top + 1, left + 1] * east
        return np.where(inside, upper * (1 - south) + lower * south, np.nan)


@dataclass(frozen=True, slots=True)
class Elevation:
    tiles: tuple[Tile, ...]

    def at(self, longitude: Floats, latitude: Floats) -> Floats:
        """Metres above the sea; NaN where no tile tells."""
        found = np.full(np.shape(longitude), np.nan)
        for tile in self.tiles:
            found = np.where(np.isnan(found), tile.at(longitude, latitude), found)
        return found


def read_elevation(paths: Sequence[Path]) -> Elevation | None:
    """None where there is no file. Raises UnreadableElevation."""
    return Elevation(tuple(_tile(path) for path in paths)) if paths else None


def _tile(path: Path) -> Tile:
    readers = {".asc": _ascii_grid, ".hgt": _srtm}
    try:
        tile = readers.get(path.suffix.lower(), _geotiff)(path)
    except (OSError, ValueError) as error:
        raise UnreadableElevation(
            path, f"không đọc được ({error}). Thay tệp khác.", f"cannot be read ({error})."
        ) from error
    south, east = _far_corner(tile)
    if min(tile.heights.shape) < 2 or not _on_earth(tile.west, east, south, tile.north):
        raise UnreadableElevation(
            path,
            "không phải độ WGS 84. Đổi hệ tọa độ: gdalwarp -t_srs EPSG:4326.",
            "is not in degrees of WGS 84. Turn it: gdalwarp -t_srs EPSG:4326.",
        )
    if tile.step > _ROUGHEST:
        raise UnreadableElevation(
            path,
            f"ô {tile.step:g} độ, quá thô để thấy núi (nhiều nhất {_ROUGHEST:g}).",
            f"has cells of {tile.step:g} degrees, too coarse to see hills (at most {_ROUGHEST:g}).",
        )
    return tile


def _far_corner(tile: Tile) -> tuple[float, float]:
    rows, columns = tile.heights.shape
    return tile.north - (rows - 1) * tile.step, tile.west + (columns - 1) * tile.step


def _on_earth(west: float, east: float, south: float, north: float) -> bool:
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def _ascii_grid(path: Path) -> Tile:
    """ESRI ASCII grid: six or five lines of names and values, then rows from north to south."""
    head: dict[str, float] = {}
    with path.open(encoding="ascii", errors="replace") as file:
        line = file.readline()
        while line[:1].isalpha():
            name, value = line.split()
            head[name.lower()] = float(value)
            line = file.readline()
        values = np.fromstring(f"{line} {file.read()}", sep=" ")
    absent = [name for name in _HEADER if name not in head]
    if absent:
        raise ValueError(f"no {absent[0]}")
    columns, rows, step = int(head["ncols"]), int(head["nrows"]), head["cellsize"]
    if values.size != columns * rows:
        raise ValueError(f"{values.size} values, {columns} x {rows} were announced")
    heights = np.where(values == head.get("nodata_value", -9999.0), np.nan, values)
    return Tile(
        west=_middle(head, "x", step),
        north=_middle(head, "y", step) + (rows - 1) * step,
        step=step,
        heights=heights.reshape(rows, columns),
    )


def _middle(head: dict[str, float], axis: str, step: float) -> float:
    """Of the south-western cell, whose corner or middle is given."""
    if f"{axis}llcenter" in head:
        return head[f"{axis}llcenter"]
    if f"{axis}llcorner" not in head:
        raise ValueError(f"no {axis}llcorner")
    return head[f"{axis}llcorner"] + step / 2


def _srtm(path: Path) -> Tile:
    """SRTM height file: a square of big-endian integers whose south-western point is its name,
    N17E106.hgt."""
    named = _TILE.search(path.stem)
    if not named:
        raise ValueError("its name is not like N17E106.hgt")
    north, east = int(named[2]), int(named[4])
    values = np.fromfile(path, dtype=">i2").astype(np.float64)
    side = round(values.size**0.5)
    if side < 2 or side * side != values.size:
        raise ValueError(f"{values.size} values are no square")
    return Tile(
        west=float(east if named[3].upper() == "E" else -east),
        north=float(north if named[1].upper() == "N" else -north) + 1,
        step=1 / (side - 1),
        heights=np.where(values == _VOID, np.nan, values).reshape(side, side),
    )


def _geotiff(path: Path) -> Tile:
    """Its first band. A raster that is turned leaves corners, of which nothing is known."""
    try:
        import rasterio
        from rasterio.enums import Resampling
        from rasterio.vrt import WarpedVRT
    except ImportError as error:
        raise UnreadableElevation(
            path,
            "cần rasterio: pip install rasterio; hoặc đổi sang .asc: gdal_translate -of AAIGrid.",
            "needs rasterio: pip install rasterio; or turn it into .asc: gdal_translate -of"
            " AAIGrid.",
        ) from error
    try:
        turned: Any = {"crs": "EPSG:4326", "resampling": Resampling.bilinear, "dtype": "float32"}
        with rasterio.open(path) as raw:
            if raw.nodata is None:
                turned["nodata"] = _VOID  # else 0, which is the sea
            with WarpedVRT(raw, **turned) as there:
                heights: Any = there.read(1, masked=True).astype("float64").filled(np.nan)
                to = there.transform
        across, down = to.a, -to.e
        west, north = to.c + across / 2, to.f - down / 2
    except rasterio.errors.RasterioError as error:
        raise ValueError(str(error)) from error
    return _squared(Tile(west=west, north=north, step=across, heights=heights), down)


def _squared(tile: Tile, down: float) -> Tile:
    """Rows as far apart as columns are."""
    if abs(down / tile.step - 1) < 1e-6:
        return tile
    rows = int((tile.heights.shape[0] - 1) * down / tile.step) + 1
    at = np.arange(rows) * tile.step / down
    top = np.clip(np.floor(at).astype(np.int64), 0, tile.heights.shape[0] - 2)
    part = (at - top)[:, None]
    heights = tile.heights[top] * (1 - part) + tile.heights[top + 1] * part
    return Tile(west=tile.west, north=tile.north, step=tile.step, heights=heights)
