"""Doors as people and screens meet them: a link, a form, a code, a session that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from access.accounts import make_account, set_password
from access.current import command
from access.displays import every_display, revoke
from access.doors import Doors
from access.links import first_link, make_link
from access.playlists import keep
from access.roles import Role
from access.sessions import end, living
from access.store import Store, store_of
from config.access import AccessRules
from config.province import read_province
from config.settings import ROOT
from tests.browser.conftest import PROBES, STILL, settled
from tests.browser.site import Site, copy_of, run_tamnhin, served

PASSWORD = "sông Gianh chảy chậm 7"
WHO = command().who
OUTSIDE = ("/signin", "/pair")
DARK_WITHIN_MS = 10_000
SHIPPED = len(read_province(ROOT / "config").playlists["default"].screens)
ADMIN = (
    "/me",
    *(f"/admin/{name}" for name in ("accounts", "displays", "playlists", "keys", "audit")),
)


@pytest.fixture(scope="module")
def closed(demo: Path, folder: Path) -> Iterator[Site]:
    with served(copy_of(demo, folder / "closed.db", STILL), "closed") as site:
        yield site


@pytest.fixture
def doors(closed: Site) -> Doors:
    return Doors(store=Store(store_of(f"sqlite:///{closed.database}")), rules=AccessRules())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Under the page's own policy of scripts."""
    made = browser.new_context(viewport={"width": 1440, "height": 900})
    made.add_init_script(path=PROBES)
    yield made
    made.close()


def account(doors: Doors, name: str, role: Role = Role.LEADER) -> int:
    made = make_account(doors, WHO, name=name, shown="", role=role)
    set_password(doors, WHO, made.id, PASSWORD)
    return made.id


def signed_in(context: BrowserContext, site: Site, doors: Doors) -> Page:
    page = context.new_page()
    page.goto(site.url + first_link(doors, command()))
    settled(page)
    return page


def test_the_link_that_a_server_prints_signs_in_once(closed: Site, context: BrowserContext) -> None:
    said = run_tamnhin(closed.database, "link").stdout.strip()
    path = urlsplit(said).path
    page = context.new_page()
    page.goto(closed.url + path)
    settled(page)
    assert urlsplit(page.url).path == "/"
    expect(page.locator(".account")).to_have_text("Tài khoản")
    again = context.browser.new_page()  # type: ignore[union-attr]
    again.goto(closed.url + path)
    expect(again.locator(".form-said")).to_contain_text("đã dùng hoặc đã hết hạn")
    again.close()


def test_a_person_signs_in_and_comes_to_the_view_of_the_link(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    account(doors, "xem.lien.ket")
    page = context.new_page()
    page.goto(f"{closed.url}/dossiers?district=455")
    page.get_by_label("Tên tài khoản").fill("xem.lien.ket")
    page.get_by_label("Mật khẩu").fill("không đúng")
    page.keyboard.press("Enter")
    expect(page.locator(".form-said")).to_contain_text("không đúng")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    settled(page)
    assert urlsplit(page.url).path == "/dossiers"
    assert page.locator("#filter-district").input_value() == "455"


def test_a_session_that_ends_is_said_and_signing_in_again_loses_no_filter(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    id = account(doors, "phien.het")
    page = context.new_page()
    page.goto(closed.url + make_link(doors, WHO, id))
    page.goto(f"{closed.url}/dossiers?district=455")
    settled(page)
    [session] = living(doors, id)
    end(doors, WHO, session.hash)
    said = page.locator("#ended")
    expect(said).to_contain_text("Phiên đăng nhập đã hết")
    link = said.get_by_role("link", name="Đăng nhập lại")
    assert parse_qs(urlsplit(str(link.get_attribute("href"))).query)["next"] == [
        "/dossiers?district=455"
    ]
    other = context.new_page()  # signs in in another tab: the first one goes on by itself
    other.goto(closed.url + make_link(doors, WHO, id))
    expect(said).to_have_count(0)
    page.select_option("#filter-district", "457")
    settled(page)
    assert "district=457" in page.url


def test_a_change_of_filter_in_an_ended_session_shows_no_figure_under_its_name(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    id = account(doors, "loc.het.phien")
    page = context.new_page()
    page.goto(closed.url + make_link(doors, WHO, id))
    page.goto(f"{closed.url}/dossiers")
    settled(page)
    for session in living(doors, id):
        end(doors, WHO, session.hash)
    page.select_option("#filter-district", "455")
    expect(page.locator("#ended")).to_be_visible(timeout=10_000)
    expect(page.locator("html")).to_have_attribute("data-pending", "true")
    opacity = page.evaluate("getComputedStyle(document.querySelector('.page-body')).opacity")
    assert float(opacity) <= 0.5


def test_a_screen_is_paired_shows_its_wall_and_goes_dark_when_revoked(
    closed: Site, doors: Doors, context: BrowserContext, browser: Browser
) -> None:
    keep(doors, WHO, "hai-man", {"screens": ["overview", "dossiers"]})
    screen = browser.new_context(viewport={"width": 1920, "height": 1080})
    wall = screen.new_page()
    wall.goto(f"{closed.url}/wall")
    code = wall.locator(".code").inner_text()
    assert re.fullmatch(r"[A-Z2-9]{6}", code)
    page = signed_in(context, closed, doors)
    page.goto(f"{closed.url}/admin/displays")
    settled(page)
    page.get_by_label("Mã trên màn hình").fill(code)
    page.get_by_label("Tên màn hình").fill("Phòng họp tầng 2")
    page.get_by_role("button", name="Ghép màn hình").click()
    expect(page.locator(".door-page")).to_contain_text("Đã ghép màn hình Phòng họp tầng 2")
    expect(wall.locator(".wall")).to_be_visible(timeout=20_000)
    assert urlsplit(wall.url).path == "/wall"
    assert urlsplit(wall.url).query == ""
    page.goto(f"{closed.url}/admin/displays")
    settled(page)
    form = page.locator("form[action$='/give']")
    form.get_by_label("Danh sách chiếu").select_option("hai-man")
    form.get_by_role("button", name="Đổi danh sách").click()
    expect(page.locator(".door-page")).to_contain_text("Đã đổi danh sách chiếu")
    expect(wall.locator(".wall-screen")).to_have_count(2, timeout=DARK_WITHIN_MS)
    [shown] = every_display(doors)
    revoke(doors, WHO, shown.id)
    expect(wall.locator(".code")).to_be_visible(timeout=DARK_WITHIN_MS)
    expect(wall.locator(".wall")).to_have_count(0)
    screen.close()


def test_an_administrator_makes_a_playlist_and_an_open_wall_follows(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    page = signed_in(context, closed, doors)
    wall = context.new_page()
    wall.goto(f"{closed.url}/wall/sanh-chinh")
    expect(wall.locator(".wall-screen")).to_have_count(SHIPPED)  # there is none of this name yet
    expect(wall.locator(".ticker")).to_contain_text("Không có danh sách chiếu 'sanh-chinh'")
    wall.evaluate("window.alive = true")
    page.goto(f"{closed.url}/admin/playlists")
    settled(page)
    page.get_by_label("Tên trong địa chỉ").fill("sanh-chinh")
    page.get_by_label("Tên gọi").fill("Sảnh chính")
    page.get_by_label("Giờ giảm sáng").fill("19:00-06:30")
    page.get_by_label("Màn 1", exact=True).select_option("metric:on_time")
    page.get_by_label("Giờ", exact=True).first.fill("7h sáng")
    page.get_by_label("Màn 3", exact=True).select_option("overview")
    page.get_by_role("button", name="Lưu danh sách").click()
    expect(page.locator("input:invalid")).to_have_count(1)  # nothing is sent, nothing is lost
    page.get_by_label("Giờ", exact=True).first.fill("")
    page.get_by_role("button", name="Lưu danh sách").click()
    expect(page.locator(".door-page")).to_contain_text("Đã lưu danh sách chiếu sanh-chinh")
    expect(wall.locator(".wall-screen")).to_have_count(2, timeout=DARK_WITHIN_MS)
    expect(wall.locator(".wall-metric")).to_have_count(1)
    assert wall.evaluate("alive")
    row = page.locator("tbody tr").filter(has_text="Sảnh chính")
    row.get_by_role("button", name="Bỏ").click()
    expect(wall.locator(".wall-screen")).to_have_count(SHIPPED, timeout=DARK_WITHIN_MS)


def test_an_administrator_makes_an_account_and_hands_over_its_link(
    closed: Site, doors: Doors, context: BrowserContext, browser: Browser
) -> None:
    page = signed_in(context, closed, doors)
    page.goto(f"{closed.url}/admin/accounts")
    settled(page)
    page.get_by_label("Tên tài khoản").fill("binh.tran")
    page.get_by_label("Vai trò").select_option("leader")
    page.get_by_label("Phạm vi").select_option("district:457")
    page.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.locator(".door-page")).to_contain_text("Đã tạo tài khoản binh.tran")
    link = page.locator(".secret code").inner_text()
    guest = browser.new_context(viewport={"width": 1440, "height": 900})
    guest.add_init_script(path=PROBES)
    other = guest.new_page()
    other.goto(link)
    settled(other)
    other.goto(f"{closed.url}/dossiers")
    settled(other)
    districts = other.locator("#filter-district option").all_inner_texts()
    assert set(districts) == {"Tất cả", "Huyện Lệ Thủy"}
    assert other.locator("#filter-district").input_value() == "457"
    guest.close()


def test_parts_of_a_briefing_change_places_by_hand_and_are_kept_so(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    page = signed_in(context, closed, doors)
    page.goto(f"{closed.url}/briefings/thang")
    settled(page)
    parts = page.locator("select[name^=page-]")
    before = [part.input_value() for part in parts.all()]
    second = page.locator(".field:has(select[name=page-1])")
    second.locator("[data-move='-1']").click()
    page.keyboard.press("Enter")  # the button that moved on has the focus; it is the first now
    after = [part.input_value() for part in parts.all()]
    assert after == [before[1], before[0], *before[2:]]
    page.locator(".playlist-form button[type=submit]").click()
    settled(page)
    kept = [part.input_value() for part in page.locator("select[name^=page-]").all()]
    assert [value for value in kept if value] == [value for value in after if value]


def test_what_was_written_into_a_form_that_is_refused_is_not_lost(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    page = signed_in(context, closed, doors)
    page.goto(f"{closed.url}/briefings")
    settled(page)
    form = page.locator("form[action='/admin/briefings/keep']")
    form.locator("[name=name]").fill("TÊN KHÔNG ĐƯỢC")
    form.locator("[name=label]").fill("Báo cáo thử")
    form.locator("[name=page-0]").select_option("/dossiers")
    form.locator("button[type=submit]").click()
    expect(page.locator("[data-refused]")).to_contain_text("TÊN KHÔNG ĐƯỢC")
    expect(form.locator("[name=label]")).to_have_value("Báo cáo thử")
    assert form.locator("[name=page-0]").input_value() == "/dossiers"


@pytest.mark.parametrize("path", [*ADMIN, "/dossiers", "/briefings", *OUTSIDE])
@pytest.mark.parametrize("size", [(1920, 1080), (390, 844)], ids=["desk", "phone"])
def test_the_pages_of_the_doors_are_for_everybody(
    closed: Site, doors: Doors, browser: Browser, path: str, size: tuple[int, int]
) -> None:
    """Nothing serious for axe, nothing beside the screen, nothing that the policy forbids."""
    made = browser.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    made.add_init_script(path=PROBES)
    errors: list[str] = []
    made.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page = made.new_page()
    if path not in OUTSIDE:
        page.goto(closed.url + first_link(doors, command()))
    page.goto(closed.url + path)
    page.wait_for_load_state("networkidle") if path in OUTSIDE else settled(page)
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
    made.close()


HEARD = """() => {
  window.heard = [];
  const said = document.querySelector("form[data-sheets] [role=status]");
  new MutationObserver(changes => changes.forEach(({ addedNodes }) =>
    addedNodes.forEach(node => heard.push(node.textContent)))).observe(said, { childList: true });
}"""


def test_sheets_of_all_units_say_how_many_are_there_and_come_as_one_file(
    closed: Site, doors: Doors, context: BrowserContext
) -> None:
    page = signed_in(context, closed, doors)
    page.goto(f"{closed.url}/briefings?period=2024")
    settled(page)
    form, said = page.locator("form[data-sheets]"), page.locator("form[data-sheets] [role=status]")
    form.locator("[name=each]").select_option("district")
    form.locator("[name=page]").select_option("/dossiers")
    form.locator("[name=format]").select_option("xlsx")
    page.evaluate(HEARD)
    with page.expect_download() as coming:
        form.locator("button").click()
    with ZipFile(coming.value.path()) as opened:
        assert len(opened.namelist()) == 8
    expect(said).to_have_text("Đã xong 8 phiếu")
    assert page.locator("progress.going").get_attribute("max") == "8"
    heard = page.evaluate("heard")
    assert heard[0] == "Đang tạo phiếu đầu tiên…"
    assert heard[-2] == "8/8 phiếu"
