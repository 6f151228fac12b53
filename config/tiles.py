"""A province's own background maps, of pictures or of vectors: PMTiles files (version 3) beside
`province.toml`."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import Compression, TileType

from config.settings import SettingsError

NAME = re.compile(r"[a-z0-9-]{1,40}")
IMAGES = {
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
    TileType.AVIF: "image/avif",
}
_E7 = 1e7
DEEPER = 3  # zooms past its last one that a vector map is drawn at


@dataclass(frozen=True, slots=True, kw_only=True)
class TileFile:
    """`label` and `attribution` as the file tells them; `bounds`: west, south, east, north. `sign`:
    another one once the file is another. `vector`: its tiles are drawn before they are sent."""

    name: str
    path: Path
    label: str
    attribution: str
    mimetype: str
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    sign: str
    vector: bool = False

    @property
    def last_zoom(self) -> int:
        """That is offered: lines can be drawn larger, pictures only stretched."""
        return self.max_zoom + DEEPER if self.vector else self.max_zoom


def read_tiles(folder: Path) -> tuple[TileFile, ...]:
    """In the order of names. Raises SettingsError, naming the file and what is wrong with it."""
    return tuple(_file(path) for path in sorted(folder.glob("*.pmtiles")))


def tile_of(of: TileFile, zoom: int, x: int, y: int) -> bytes | None:
    """Unpacked; None where the file has none."""
    with of.path.open("rb") as file:
        reader = _reader(file)
        found: bytes | None = reader.get(zoom, x, y)
        packed = reader.header()["tile_compression"] is Compression.GZIP
    return gzip.decompress(found) if found and packed else found or None


def _reader(file: BinaryIO) -> Any:
    """Untyped, as the package is."""
    return Reader(MmapSource(file))  # type: ignore[no-untyped-call]


def _file(path: Path) -> TileFile:
    if not NAME.fullmatch(path.stem):
        raise _wrong(path, "tên chỉ gồm a-z, 0-9 và gạch nối", "its name may hold a-z, 0-9 and -")
    try:
        with path.open("rb") as file:
            reader = _reader(file)
            header, told = reader.header(), reader.metadata()
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise _wrong(path, f"không đọc được ({error})", f"cannot be read ({error})") from error
    except Exception as error:  # the reader's own errors have no common class
        raise _wrong(path, "không phải PMTiles bản 3", "is no PMTiles version 3") from error
    kind = header["tile_type"]
    if kind not in IMAGES and kind is not TileType.MVT:
        raise _wrong(
            path,
            f"loại ô {kind.name} chưa vẽ được, chỉ vẽ MVT và ô ảnh (PNG, JPEG, WebP, AVIF)",
            f"tiles of {kind.name} are not drawn, only MVT and pictures (PNG, JPEG, WebP, AVIF)",
        )
    if header["tile_compression"] not in (Compression.NONE, Compression.GZIP):
        raise _wrong(path, "ô nén kiểu khác gzip", "its tiles are packed otherwise than by gzip")
    return _described(path, header, told)


def _described(path: Path, header: Any, told: dict[str, Any]) -> TileFile:
    sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    west, south, east, north = (header[side] / _E7 for side in sides)
    stat = path.stat()
    return TileFile(
        name=path.stem,
        path=path,
        label=str(told.get("name") or path.stem),
        attribution=re.sub(r"<[^>]*>", "", str(told.get("attribution") or "")),
        mimetype=IMAGES.get(header["tile_type"], IMAGES[TileType.PNG]),
        vector=header["tile_type"] is TileType.MVT,
        min_zoom=header["min_zoom"],
        max_zoom=header["max_zoom"],
        bounds=(west, south, east, north),
        sign=f"{stat.st_size:x}-{stat.st_mtime_ns:x}",
    )


def _wrong(path: Path, vi: str, en: str) -> SettingsError:
    return SettingsError(
        f"{path}: {vi}. Bỏ tệp khỏi thư mục, hoặc tạo lại bằng pmtiles convert."
        f" / {path}: {en}. Take the file away, or make it again with pmtiles convert."
    )
