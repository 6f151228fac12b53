"""Names, addresses and telephone numbers: loaded only where asked for, masked, and forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from access.roles import Role
from config.province import Province, read_province
from config.settings import ROOT
from data_access.applicants import HIDDEN, Applicant
from data_access.engine import make_engine, reading
from data_access.schema import applicants, dossiers, quarantine
from data_access.scope import Bound, Scope
from ingest.load import load_file
from ingest.retention import forget
from tests.integration.doors.house import House, house, own_copy

NAME, ADDRESS, PHONE = "Nguyễn Thị Bé Ba", "Thôn Cổ Liêm, xã Tân Hóa", "0912345678"
MAPPING = """
[columns]
dossier_code = "so_ho_so"
name = "nguoi_nop"
address = "noi_o"
phone = "dien_thoai"
"""


@pytest.fixture
def url(small_demonstration_url: str, tmp_path: Path) -> str:
    return own_copy(small_demonstration_url, tmp_path)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = make_engine(url)
    yield made
    made.dispose()


def province() -> Province:
    return read_province(ROOT / "config")


def loaded(engine: Engine, folder: Path, codes: list[str], phone: str = PHONE) -> None:
    file, mapping = folder / "nguoi-nop.csv", folder / "nguoi-nop.toml"
    rows = [f"{code};{NAME};{ADDRESS};{phone};079012345678" for code in codes]
    file.write_text("\n".join(["so_ho_so;nguoi_nop;noi_o;dien_thoai;cccd", *rows]), "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    load_file(engine, "applicants", file, mapping_path=mapping, province=province())


def an_open_dossier(engine: Engine) -> tuple[str, str]:
    query = select(dossiers.c.code, dossiers.c.agency_code).where(dossiers.c.closed_day > 20990101)
    with reading(engine) as connection:
        row = connection.execute(query.limit(1)).one()
    return row.code, row.agency_code


def count(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.scalar(select(func.count()).select_from(applicants)) or 0)


def test_a_mapping_that_does_not_ask_for_them_keeps_nothing_of_them(
    engine: Engine, tmp_path: Path
) -> None:
    """Neither where the row is right nor where it waits to be mended."""
    file = tmp_path / "ho-so.csv"
    file.write_text(
        "code;agency_code;field;channel;state;received_at;nguoi_nop;dien_thoai\n"
        f"MOI-1;khong-co;Đất đai;online;2;02/12/2024;{NAME};{PHONE}\n",
        "utf-8",
    )
    load_file(engine, "dossiers", file, province=province())
    with reading(engine) as connection:
        [raw] = connection.scalars(select(quarantine.c.raw).where(quarantine.c.row_key == "MOI-1"))
    assert json.loads(raw)["agency_code"] == "khong-co"
    for path in (Path(str(engine.url.database)), Path(f"{engine.url.database}-wal")):
        if path.exists():
            assert PHONE.encode() not in path.read_bytes()
            assert NAME.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("role", "whole"),
    [(Role.OFFICER, True), (Role.LEADER, False), (Role.ADMINISTRATOR, False)],
)
def test_they_are_masked_for_all_but_officers(
    url: str, engine: Engine, tmp_path: Path, role: Role, whole: bool
) -> None:
    code, _ = an_open_dossier(engine)
    loaded(engine, tmp_path, [code])
    page = house(url).someone(role).get(f"/dossier/{code}").text
    assert code in page
    assert [text in page for text in (NAME, ADDRESS, PHONE)] == [whole] * 3
    assert (f"N{HIDDEN} T{HIDDEN} B{HIDDEN} B{HIDDEN}" in page) is not whole


def test_an_officer_of_elsewhere_sees_not_even_that_there_is_somebody(
    url: str, engine: Engine, tmp_path: Path
) -> None:
    code, agency = an_open_dossier(engine)
    loaded(engine, tmp_path, [code])
    with reading(engine) as connection:
        other = connection.scalar(
            select(dossiers.c.agency_code).where(dossiers.c.agency_code != agency).limit(1)
        )
    opened = house(url)
    for whose, seen in ((agency, True), (str(other), False)):
        scope = Scope(bound=Bound.AGENCY, code=whose)
        page = opened.someone(Role.OFFICER, scope).get(f"/dossier/{code}").text
        assert (PHONE in page) is seen


def test_viewers_open_no_dossier_at_all(url: str, engine: Engine, tmp_path: Path) -> None:
    code, _ = an_open_dossier(engine)
    loaded(engine, tmp_path, [code])
    page = house(url).someone(Role.VIEWER).get(f"/dossier/{code}").text
    assert HIDDEN not in page
    assert "không có quyền" in page


def test_they_are_in_no_list_export_figure_or_cache(
    url: str, engine: Engine, tmp_path: Path
) -> None:
    code, _ = an_open_dossier(engine)
    loaded(engine, tmp_path, [code])
    kept = tmp_path / "cache"  # its own: others search for telephone numbers
    opened: House = house(url, cache_dir=kept)
    officer = opened.someone(Role.OFFICER)
    officer.get(f"/dossier/{code}")
    for path in (
        "/api/v1/rows/received?from=2024-01-01&to=2024-12-31",
        "/api/v1/rows/received.csv?from=2024-01-01&to=2024-12-31",
        "/api/v1/quarantine.csv",
        "/api/v1/sources",
        "/",
    ):
        assert PHONE not in officer.get(path).text, path
    found = [file for file in kept.rglob("*") if file.is_file()]
    assert found
    assert not any(PHONE.encode() in file.read_bytes() for file in found)


def test_rows_of_them_that_wait_are_masked_too(url: str, engine: Engine, tmp_path: Path) -> None:
    code, _ = an_open_dossier(engine)
    loaded(engine, tmp_path, [code], phone=PHONE * 9)  # too long to be one
    opened = house(url)
    told = {
        role: opened.someone(role).get("/api/v1/quarantine.csv").text
        for role in (Role.OFFICER, Role.ADMINISTRATOR)
    }
    assert NAME in told[Role.OFFICER]
    assert NAME not in told[Role.ADMINISTRATOR]
    assert PHONE not in told[Role.ADMINISTRATOR]
    assert "079012345678" not in told[Role.OFFICER]  # never asked for


def test_they_are_forgotten_when_their_time_is_over(engine: Engine, tmp_path: Path) -> None:
    query = select(dossiers.c.code).order_by(dossiers.c.closed_day).limit(1)
    with reading(engine) as connection:
        old = str(connection.scalar(query))
    open_one, _ = an_open_dossier(engine)
    loaded(engine, tmp_path, [old, open_one])
    assert count(engine) == 1  # closed more than a year ago: not even kept for a day
    loaded(engine, tmp_path, [open_one, "chưa-nạp"])
    assert count(engine) == 2
    assert forget(engine, replace(province(), applicants_kept=None)) == 0
    assert forget(engine, replace(province(), applicants_kept=timedelta(days=1))) == 1
    assert count(engine) == 1


def test_a_mask_tells_no_more_than_whether_it_is_the_same_person() -> None:
    found = Applicant(name=NAME, address=ADDRESS, phone=PHONE).masked
    assert found.phone == f"{HIDDEN}678"
    assert found.address == HIDDEN
    assert Applicant(name="", address="", phone="12345").masked.phone == HIDDEN
    assert Applicant(name="", address="", phone="").masked == Applicant(
        name="", address="", phone=""
    )
