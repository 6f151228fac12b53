"""The pages of siting and of the estimate: what they say is what the command says."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.integration.test_api import client_of

PATIENCE_SECONDS = 20
WORKING = ("Đang tính phương án", "Đang ước lượng")


@pytest.fixture(scope="module")
def client(small_demonstration_url: str) -> Iterator[FlaskClient]:
    with client_of(small_demonstration_url) as opened:
        yield opened


def shown(client: FlaskClient, address: str) -> str:
    """The page once it is worked out; until then it says that it is."""
    for _ in range(PATIENCE_SECONDS * 4):
        answer = client.get(address)
        assert answer.status_code == 200
        if not any(said in answer.text for said in WORKING):
            return answer.text
        time.sleep(0.25)
    raise AssertionError(f"{address}: still worked out after {PATIENCE_SECONDS} s")


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def hero(page: str) -> str:
    found = re.search(r'class="hero-figure">([^<]+)<', page)
    assert found
    return found[1]


def test_the_page_says_what_the_interface_says(client: FlaskClient) -> None:
    plan = client.get("/api/v1/siting?new=3").get_json()
    page = shown(client, "/siting?new=3")
    assert number(hero(page)) == plan["people_reached"]
    for station in plan["stations"]:
        assert f'data-code="{station["code"]}"' in page
    assert "Đã chứng minh" in page
    assert 'href="/api/v1/siting.geojson?new=3' in page


def test_more_stations_reach_more_and_the_address_says_how_many(client: FlaskClient) -> None:
    few, many = (number(hero(shown(client, f"/siting?new={n}"))) for n in (1, 10))
    assert 0 < few < many
    assert 'href="/siting?new=20"' in shown(client, "/siting?new=10").replace("&amp;", "&")


def test_a_district_has_its_own_plan(client: FlaskClient) -> None:
    whole = client.get("/api/v1/siting?new=200").get_json()
    some = client.get("/api/v1/siting?new=200&district=452").get_json()
    assert 0 < some["waiting"] < whole["waiting"]
    page = shown(client, "/siting?new=200&district=452")
    assert number(hero(page)) == some["people_reached"]


def test_two_plans_stand_side_by_side_with_what_is_in_both(client: FlaskClient) -> None:
    """The line of people: of each plan, in both, in each alone."""
    query = "new=2&b=1&b-new=6&b-sites=village"
    between = client.get(f"/api/v1/siting?{query}").get_json()["against"]["people"]
    page = shown(client, f"/siting?{query}")
    line = page.partition(">Người có sóng thêm</th>")[2].partition("</tr>")[0]
    both, one, other = (between[name] for name in ("both", "this_only", "other_only"))
    assert one > 0 < both
    assert other > 0
    cells = [number(cell) for cell in re.findall(r"<td[^>]*>([^<]*)</td>", line)]
    assert cells == [both + one, both + other, both, one, other]
    assert f"Phương án B phủ nhiều hơn A {other - one:,}".replace(",", ".") in page
    assert "/api/v1/siting.csv?new=6&amp;sites=village" in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/siting?operator=Vietel", "Viettel"),
        ("/siting?owner=Vietel", "Viettel"),
        ("/siting?maps=three", "difference"),
        ("/siting?new=2&b=1&b-new=0", "1–200"),
        ("/siting?new=0", "1–200"),
        ("/siting?setting=sea", "quasi_open"),
        ("/estimate?way=up", "reported_more"),
    ],
)
def test_a_wrong_value_is_said_with_the_right_ones(
    client: FlaskClient, address: str, said: str
) -> None:
    page = client.get(address).text
    assert said in page
    assert "hero-figure" not in page


def test_the_table_of_the_estimate_counts_every_village_once(client: FlaskClient) -> None:
    page = shown(client, "/estimate")
    caption = "Số thôn: báo cáo và ước lượng"
    table = page.partition(f">{caption}</caption>")[2].partition("</table>")[0]
    counts = [number(cell) for cell in re.findall(r"<(?:b|span)>([\d.]+)</", table)]
    assert len(counts) == 9
    more = number(re.findall(r"báo cáo kém hơn (\d+)<", page)[0])
    less = number(re.findall(r"báo cáo tốt hơn (\d+)<", page)[0])
    same = counts[0] + counts[4] + counts[8]
    assert sum(counts) == same + more + less > 1_000
    assert counts[1] + counts[2] + counts[5] == more
