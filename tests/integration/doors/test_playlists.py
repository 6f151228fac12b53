"""Lists of what walls show: made by administrators of the whole province, told to open walls, and
kept when their database is away."""

from __future__ import annotations

from pathlib import Path

from access import playlists
from access.audit import newest
from access.playlists import FRESH_SECONDS, drop, keep, made, sign
from access.roles import Role
from config.playlists import read_playlist
from data_access.scope import Bound, Scope
from pages.registry import all_pages
from tests.integration.doors.house import WHO, House, from_here
from tests.integration.doors.test_roles import drawn

KEEP, DROP = "/admin/playlists/keep", "/admin/playlists/drop"
FORM = {
    "name": "sanh",
    "label": "Sảnh chính",
    "seconds": "20",
    "screen-0": "overview",
    "screen-1": "metric:on_time",
    "seconds-1": "45",
    "screen-2": "",
    "screen-3": "targets",
    "days-3": "mon-fri",
    "hours-3": "07:00-17:30",
    "night": "20:00-06:00",
    "brightness": "70",
}
MEANT = read_playlist(
    "sanh",
    {
        "label": "Sảnh chính",
        "seconds": 20,
        "screens": [
            "overview",
            {"screen": "metric", "metric": "on_time", "seconds": 45},
            {
                "screen": "targets",
                "days": ["mon", "tue", "wed", "thu", "fri"],
                "hours": "07:00-17:30",
            },
        ],
        "night": {"hours": "20:00-06:00", "brightness": 0.7},
    },
)


def test_the_form_is_what_a_file_would_say(own_house: House) -> None:
    before = sign(own_house.doors)
    from_here(own_house.administrator(), KEEP, **FORM)
    assert made(own_house.doors)["sanh"].playlist == MEANT
    assert sign(own_house.doors) != before
    told = own_house.administrator().get("/api/v1/version").headers["Playlists"]
    assert told == sign(own_house.doors)
    assert [line.what for line in newest(own_house.doors, 3)].count("playlist kept") == 1


def test_what_cannot_be_is_said_and_changes_nothing(own_house: House) -> None:
    chief = own_house.administrator()
    from_here(chief, KEEP, **{**FORM, "screen-1": "metric:on_time", "seconds-1": "1"})
    assert made(own_house.doors) == {}
    assert "1 giây không dùng được" in drawn(chief, all_pages()["/admin/playlists"])


def test_one_of_the_file_is_stood_over_and_shows_again(own_house: House) -> None:
    body = {"label": "Một màn", "screens": ["dossiers"]}
    keep(own_house.doors, WHO, "default", body)
    wall = all_pages()["/wall"]
    chief = own_house.administrator()
    assert "wall-overview" not in drawn(chief, wall)
    assert drop(own_house.doors, WHO, "default")
    assert not drop(own_house.doors, WHO, "default")
    assert "wall-overview" in drawn(chief, wall)


def test_only_who_administers_the_whole_province_makes_them(own_house: House) -> None:
    for role in (Role.VIEWER, Role.LEADER, Role.OFFICER):
        answer = own_house.someone(role).post(
            KEEP, data=FORM, headers={"Origin": "http://localhost"}
        )
        assert answer.status_code == 403, role
    district = Scope(bound=Bound.DISTRICT, code="455")
    one = own_house.visit(own_house.account(Role.ADMINISTRATOR, district))
    from_here(one, KEEP, **FORM)
    from_here(one, DROP, name="sanh")
    assert made(own_house.doors) == {}


def test_while_their_database_is_away_they_are_as_they_were(own_house: House) -> None:
    keep(own_house.doors, WHO, "sanh", {"screens": ["overview"]})
    before = made(own_house.doors)
    own_house.doors.store.engine.dispose()
    file = own_house.doors.store.engine.url.database
    assert file
    Path(file).write_bytes(b"no database" * 1000)
    until, found = playlists._read[own_house.doors.store]
    # It is time to look again.
    playlists._read[own_house.doors.store] = until - FRESH_SECONDS, found
    assert made(own_house.doors) == before
