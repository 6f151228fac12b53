"""Named briefings: composed by administrators of the whole province, made by anybody within what
they may see."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from access.audit import newest
from access.briefings import GIVEN_UP, SCHEDULE, composed, gone, remember, told_before
from access.roles import Role
from access.schema import briefings_made
from config.briefings import Briefings, Delivery, read_briefing, read_briefings
from config.settings import ROOT
from data_access.scope import Bound, Scope
from pages.briefing.known import hang_briefings
from pages.registry import all_pages
from tests.integration.doors.house import House, from_here
from tests.integration.doors.test_roles import drawn

KEEP, DROP, MAKE = "/admin/briefings/keep", "/admin/briefings/drop", "/briefings/make"
FORM = {
    "name": "sang",
    "label": "Báo cáo sáng",
    "label_en": "Morning report",
    "period": "week",
    "district": "455",
    "formats": "docx+pptx",
    "at": "mon 06:00",
    "page-0": "/dossiers",
    "page-1": "",
    "page-2": "/metric/on_time",
}
MEANT = read_briefing(
    "sang",
    {
        "label": "Báo cáo sáng",
        "label_en": "Morning report",
        "period": "week",
        "pages": ["/dossiers", "/metric/on_time"],
        "formats": ["docx", "pptx"],
        "filters": {"district": "455"},
        "at": "mon 06:00",
    },
)
OWN = Scope(bound=Bound.DISTRICT, code="457")


def test_the_form_is_what_a_file_would_say(own_house: House) -> None:
    from_here(own_house.administrator(), KEEP, **FORM)
    every, own = composed(own_house.doors, {})
    assert every["sang"] == own["sang"].spec == MEANT
    assert [line.what for line in newest(own_house.doors, 3)].count("briefing kept") == 1


def test_what_cannot_be_is_said_and_changes_nothing(own_house: House) -> None:
    chief = own_house.administrator()
    from_here(chief, KEEP, **{**FORM, "at": "25:00"})
    assert composed(own_house.doors, {})[0] == {}
    said = drawn(chief, all_pages()["/briefings"])
    assert "25:00" in said
    assert "không dùng được" in said


def test_one_of_the_file_is_stood_over_and_comes_back(own_house: House) -> None:
    chief, shipped = own_house.administrator(), read_briefings(ROOT / "config").named
    from_here(chief, KEEP, **{**FORM, "name": "thang"})
    assert composed(own_house.doors, shipped)[0]["thang"].label == "Báo cáo sáng"
    from_here(chief, DROP, name="thang")
    assert composed(own_house.doors, shipped)[0] == shipped


def test_who_sees_a_part_makes_a_briefing_of_that_part_and_nobody_else_opens_it(
    own_house: House,
) -> None:
    near = own_house.someone(Role.VIEWER, OWN, name="mot.huyen")
    from_here(near, MAKE, name="thang")
    [told] = told_before(own_house.doors, str(OWN))
    assert told_before(own_house.doors, "province") == []
    assert "Huyện" in told.filters
    address = f"/api/v1/briefing.xlsx?made={told.id}"
    assert near.get(address).status_code == 200
    assert own_house.administrator().get(address).status_code == 400


def test_one_that_was_made_says_the_same_again(own_house: House) -> None:
    chief = own_house.administrator()
    from_here(chief, MAKE, name="chu-tich")
    [told] = told_before(own_house.doors, "province")
    address = f"/api/v1/briefing.pptx?made={told.id}"
    assert chief.get(address).data == chief.get(address).data
    assert told.title == "Báo cáo Chủ tịch"


def test_a_name_that_there_is_not_is_said(own_house: House) -> None:
    chief = own_house.administrator()
    from_here(chief, MAKE, name="khong-co")
    assert told_before(own_house.doors, "province") == []
    assert "khong-co" in drawn(chief, all_pages()["/briefings"])


def test_the_page_says_where_one_of_the_schedule_has_arrived_and_where_it_never_will(
    own_house: House,
) -> None:
    doors, to = own_house.doors, Delivery(folder="/srv/bao-cao", email=("vp@tinh.vn",))
    spec = replace(MEANT, name="thang", delivery=to)
    about = {"name": "thang", "title": "Báo cáo gửi", "filters": "", "scope": "province"}
    number = remember(doors, SCHEDULE, {**about, "data_version": 1}, b"")
    assert number
    gone(doors, SCHEDULE, number, "folder")
    chief = own_house.administrator()
    hang_briefings(own_house.server, Briefings(named={"thang": spec}))
    said = drawn(chief, all_pages()["/briefings"])
    assert "Thư mục: đã tới" in said
    assert "Thư điện tử: đang gửi" in said
    with doors.store.changing() as connection:
        old = doors.now() - GIVEN_UP - timedelta(minutes=1)
        connection.execute(update(briefings_made).values(made_at=old))
    said = drawn(chief, all_pages()["/briefings"])
    assert "Thư mục: đã tới" in said
    assert "Thư điện tử: bỏ sau một ngày không gửi được" in said
