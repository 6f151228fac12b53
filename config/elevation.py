"""Where a province keeps its elevation raster, if it has one."""

from __future__ import annotations

from pathlib import Path

KINDS = (".asc", ".hgt", ".tif", ".tiff")


def elevation_files(config_dir: Path) -> tuple[Path, ...]:
    """`elevation.asc` or `elevation.tif`, and every raster in the folder `elevation`."""
    whole = [path for path in config_dir.glob("elevation.*") if path.suffix.lower() in KINDS]
    folder = config_dir / "elevation"
    tiles = [path for path in folder.glob("*") if path.suffix.lower() in KINDS]
    return (*sorted(whole), *sorted(tiles))
