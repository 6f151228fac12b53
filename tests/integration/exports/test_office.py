"""Briefings opened for real: LibreOffice makes pages of them, and nothing runs over their edge."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exports.briefing import Briefing, Cell, Piece, Section, Table
from exports.formats import FORMATS

LONG = "Ban Quản lý Vườn quốc gia Phong Nha - Kẻ Bàng và Trung tâm Phục vụ hành chính công tỉnh"
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
PATIENCE = 120
FEW_DARK = 0.0001  # of a page with anything on it


@pytest.fixture(scope="module")
def made(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three of them, as printed; one start of the office for all."""
    folder = tmp_path_factory.mktemp("office")
    files = [folder / f"bao-cao.{name}" for name in ("pptx", "docx", "xlsx")]
    of = with_long_names(briefing)
    for file in files:
        file.write_bytes(FORMATS[file.suffix[1:]].render(of))
        office(folder, file)
        file.with_suffix(".pdf").rename(folder / f"{file.suffix[1:]}.pdf")
    return folder


def office(folder: Path, file: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command: list[str | Path] = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        file,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    assert file.with_suffix(".pdf").exists(), done.stdout + done.stderr


def with_long_names(of: Briefing) -> Briefing:
    """Every name of a unit is the longest there is."""

    def piece(each: Piece) -> Piece:
        if not isinstance(each, Table):
            return replace(each, table=table(each.table))
        return table(each)

    def table(each: Table) -> Table:
        rows = tuple((named(row[0]), *row[1:]) for row in each.rows)
        return replace(each, rows=rows)

    def named(cell: Cell) -> Cell:
        return replace(cell, text=LONG) if cell.text.startswith("UBND") else cell

    def section(each: Section) -> Section:
        return replace(each, pieces=tuple(map(piece, each.pieces)))

    return replace(of, sections=tuple(map(section, of.sections)))


def words(pdf: Path) -> list[tuple[float, float, list[ElementTree.Element]]]:
    """Of each page its width, its height and its words with their boxes."""
    box = pdf.with_suffix(".html")
    subprocess.run(["pdftotext", "-bbox", pdf, box], check=True, timeout=PATIENCE)
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", box.read_text("utf-8"))
    pages = ElementTree.fromstring(text).iter(PAGE)
    return [
        (float(p.attrib["width"]), float(p.attrib["height"]), list(p.iter(WORD))) for p in pages
    ]


@pytest.mark.parametrize("name", ["pptx", "docx", "xlsx"])
def test_it_opens_and_nothing_runs_over_the_edge(made: Path, name: str) -> None:
    pages = words(made / f"{name}.pdf")
    assert len(pages) > 3
    for width, height, found in pages:
        for word in found:
            left, right = float(word.attrib["xMin"]), float(word.attrib["xMax"])
            top, bottom = float(word.attrib["yMin"]), float(word.attrib["yMax"])
            inside = left >= 0 and right <= width and top >= 0 and bottom <= height
            assert inside, (name, word.text, left, right, top, bottom)


@pytest.mark.parametrize("name", ["pptx", "docx", "xlsx"])
def test_all_its_titles_are_there(briefing: Briefing, made: Path, name: str) -> None:
    text = "".join(word.text or "" for _, _, found in words(made / f"{name}.pdf") for word in found)
    for piece in briefing.pieces:
        assert "".join(piece.title.split()) in text, (name, piece.title)


def test_the_lines_of_slides_do_not_lie_over_one_another(made: Path) -> None:
    for number, (_, _, found) in enumerate(words(made / "pptx.pdf"), start=1):
        over = [
            (one.text, other.text)
            for at, one in enumerate(found)
            for other in found[at + 1 :]
            if _share(one, other, "xMin", "xMax") and _share(one, other, "yMin", "yMax")
        ]
        assert over == [], number


def _share(one: ElementTree.Element, other: ElementTree.Element, first: str, last: str) -> bool:
    """Whether two spans share more than a third of the smaller one."""
    start, end = float(one.attrib[first]), float(one.attrib[last])
    other_start, other_end = float(other.attrib[first]), float(other.attrib[last])
    shared = min(end, other_end) - max(start, other_start)
    return shared > min(end - start, other_end - other_start) / 3


def test_every_page_has_something_drawn_on_it(made: Path) -> None:
    for name in ("pptx", "docx", "xlsx"):
        target = made / f"page-{name}"
        command: list[str | Path] = ["pdftoppm", "-r", "20", "-gray", made / f"{name}.pdf", target]
        subprocess.run(command, check=True, timeout=PATIENCE)
        pictures = sorted(made.glob(f"page-{name}-*.pgm"))
        assert pictures
        for picture in pictures:
            dots = picture.read_bytes()[15:]
            assert sum(dot < 160 for dot in dots) > FEW_DARK * len(dots), picture.name
