"""What pages load from the server itself, made once at set-up from installed packages.

Be Vietnam Pro (OFL 1.1) has no tabular figures: its `1` is 415 units wide and its `4` 716. 'TN So'
is its ten digits at one width; `unicode-range` puts it in the way of the digits only.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from config.packed import FOLDER, PLOTLY, pack
from config.plotly_bundle import BundleChanged, trimmed

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}
DIGITS = "0123456789"
SIDE_SPACE = 44  # font units left and right of the widest digit, together
TEXT = [
    *range(0x20, 0x250),
    *range(0x300, 0x330),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2040),
    *(0x20AB, 0x2212, 0x2264, 0x2265),
]
TEXT_FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "case"]
# What pages ask for beside our own: package, distribution, files.
SCRIPTS = (
    *(("dash", "dash", f"deps/{name}@*.min.js") for name in ("react", "react-dom")),
    *(("dash", "dash", f"deps/{name}@*.min.js") for name in ("polyfill", "prop-types")),
    ("dash", "dash", "dash-renderer/build/*.min.js"),
    ("dash", "dash", "dcc/dash_core_components*.js"),
    ("dash", "dash", "dcc/async-graph.js"),
    ("dash", "dash", "html/*.min.js"),
    ("dash", "dash", "dash_table/bundle.js"),
    ("dash_bootstrap_components", "dash-bootstrap-components", "_components/*.min.js"),
    ("dash_ag_grid", "dash-ag-grid", "dash_ag_grid.min.js"),
    ("dash_ag_grid", "dash-ag-grid", "async-community.js"),
)
FACE = """@font-face {{
  font-family: "{family}"; font-weight: {weight}; font-display: swap;
  src: url({file}) format("woff2");{only}
}}
"""


def build_vendor(into: Path) -> list[Path]:
    """Writes what is missing of Bootstrap's CSS, plotly.js, the fonts and `fonts.css`, and packs
    them with the scripts of packages; returns all but the packed."""
    into.mkdir(parents=True, exist_ok=True)
    bootstrap = into / "bootstrap.min.css"
    if not bootstrap.exists():
        _write_bootstrap(bootstrap)
    fonts = [path for weight in WEIGHTS for path in _fonts(into, weight)]
    sheet = into / "fonts.css"
    if not sheet.exists():
        sheet.write_text("".join(_face(path) for path in fonts), encoding="utf-8")
    plotly = into / PLOTLY
    if not plotly.exists():
        plotly.write_text(_plotly(), encoding="utf-8")
    pack([bootstrap, plotly, *_scripts()], into / FOLDER)
    return [bootstrap, sheet, plotly, *fonts]


def _scripts() -> Iterable[Path]:
    for module, distribution, files in SCRIPTS:
        yield from _package(module, distribution).glob(files)


def _plotly() -> str:
    full = (_package("plotly", "plotly") / "package_data/plotly.min.js").read_text(encoding="utf-8")
    try:
        return trimmed(full)
    except BundleChanged as error:
        warnings.warn(f"plotly.js is served whole: {error}", stacklevel=2)
        return full


def _write_bootstrap(path: Path) -> None:
    found = _package("flask_bootstrap", "bootstrap-flask") / "static/bootstrap5/css"
    text = (found / "bootstrap.min.css").read_text(encoding="utf-8")
    # The map is not shipped; a browser with its tools open would ask for it and find nothing.
    path.write_text(text.split("/*# sourceMappingURL")[0], encoding="utf-8")


def _fonts(into: Path, weight: int) -> Iterable[Path]:
    text, digits = into / f"bevietnampro-{weight}.woff2", into / f"tnso-{weight}.woff2"
    source = f"BeVietnamPro-{WEIGHTS[weight]}.ttf"
    if not text.exists():
        _save(_subset(_font_file(source), TEXT, TEXT_FEATURES), text)
    if not digits.exists():
        font = _subset(_font_file(source), [ord(digit) for digit in DIGITS], [])
        _make_equal(font)
        _rename(font, f"TNSo-{weight}")
        _save(font, digits)
    return text, digits


def _font_file(name: str) -> Path:
    return _package("fontpkg_be_vietnam_pro", "fontpkg-be-vietnam-pro") / "files" / name


def _subset(path: Path, codes: list[int], features: list[str]) -> TTFont:
    font = TTFont(path)
    options = Options()
    options.layout_features = features
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def _make_equal(font: TTFont) -> None:
    """Gives every digit the width of the widest one's ink and centres its ink in it."""
    names = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    glyphs, outlines = font.getGlyphSet(), font["glyf"]
    inks = {name: _ink(glyphs, name) for name in names}
    width = round(max(right - left for left, right in inks.values()) + SIDE_SPACE)
    for name, (left, right) in inks.items():
        glyph = outlines[name]
        glyph.coordinates.translate((round((width - (right - left)) / 2 - left), 0))
        glyph.recalcBounds(outlines)
        font["hmtx"][name] = (width, glyph.xMin)


def _ink(glyphs: object, name: str) -> tuple[float, float]:
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)  # type: ignore[index]
    left, _, right, _ = pen.bounds
    return left, right


def _rename(font: TTFont, name: str) -> None:
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name


def _save(font: TTFont, path: Path) -> None:
    font.flavor = "woff2"
    unfinished = path.with_suffix(".part")
    font.save(unfinished)
    shutil.move(unfinished, path)


def _face(path: Path) -> str:
    kind, weight = path.stem.split("-")
    digits = kind == "tnso"
    return FACE.format(
        family="TN So" if digits else "Be Vietnam Pro",
        weight=weight,
        file=path.name,
        only=" unicode-range: U+30-39;" if digits else "",
    )


def _package(module: str, distribution: str) -> Path:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"Thiếu gói {distribution}: chạy 'make install'", name=module)
    return Path(spec.origin).parent
