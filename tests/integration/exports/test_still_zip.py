"""Packages of office files do not know when they were packed."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from exports.still_zip import NEVER, still

CORE = "<a><dcterms:created xsi:type='d'>{}</dcterms:created><b>{}</b></a>"


def packed(*members: tuple[str, bytes], year: int) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_STORED) as file:
        for name, content in members:
            file.writestr(ZipInfo(name, (year, 1, 1, 0, 0, 0)), content)
    return into.getvalue()


def test_order_and_content_stay_and_times_go() -> None:
    members = ("b.xml", b"2"), ("a.xml", b"1")
    found = still(packed(*members, year=2024))
    assert found == still(packed(*members, year=2030))
    with ZipFile(BytesIO(found)) as file:
        assert [(i.filename, file.read(i), i.date_time) for i in file.infolist()] == [
            (*member, NEVER) for member in members
        ]


def workbook(year: int) -> bytes:
    core = CORE.format(f"{year}-01-02T03:04:05Z", year).encode()
    return packed(("docProps/core.xml", core), year=year)


def test_workbooks_within_lose_the_time_they_were_made_and_nothing_else() -> None:
    found = still(packed(("embedded.xlsx", workbook(2024)), year=2024))
    with ZipFile(BytesIO(found)) as outer, ZipFile(BytesIO(outer.read("embedded.xlsx"))) as inner:
        core = inner.read("docProps/core.xml").decode()
    assert core == CORE.format("1980-01-01T00:00:00Z", 2024)


def test_the_file_itself_keeps_when_it_was_made() -> None:
    with ZipFile(BytesIO(still(workbook(2024)))) as file:
        assert b"2024-01-02T03:04:05Z" in file.read("docProps/core.xml")
