"""Nobody who is not known is answered anything, and no page of another site acts for who is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter, Rule

from access.accounts import account_named
from access.roles import Role
from api.gate import DOORS, FREE, HEALTH
from tests.integration.doors.house import FAR, PASSWORD, House, from_here, house

FILLED = {"name": "on_time", "breakdown": "month", "year": "2024", "path": "dossiers"}
DASH = "/_dash-update-component"


def address(rule: Rule) -> str:
    built = rule.build(_values(rule), append_unknown=False)
    return built[1] if built else rule.rule


def _values(rule: Rule) -> dict[str, str]:
    return {name: FILLED.get(name) or _any(rule, name) for name in rule.arguments}


def _any(rule: Rule, name: str) -> str:
    return "1" if isinstance(rule._converters[name], IntegerConverter) else "x"


def every_rule(house: House) -> list[Rule]:
    return list(house.server.url_map.iter_rules())


def guarded(path: str) -> bool:
    return not path.startswith((*FREE, *DOORS)) and path not in HEALTH


def test_a_stranger_gets_nothing_from_any_address_there_is(closed: House) -> None:
    seen = 0
    for rule in every_rule(closed):
        path = address(rule)
        for method in (rule.methods or set()) - {"OPTIONS", "HEAD"}:
            answer = closed.stranger().open(path, method=method, environ_base=FAR)
            if guarded(path):
                seen += 1
                assert answer.status_code in (303, 401), (method, path)
                assert answer.status_code == 401 or answer.location.startswith(("/signin", "/pair"))
                assert len(answer.data) < 400, path
    assert seen > 30


@pytest.mark.parametrize("path", [DASH, "/api/v1/version", "/api/v1/figures/on_time"])
def test_programs_are_told_in_json(closed: House, path: str) -> None:
    method = "POST" if path == DASH else "GET"
    answer = closed.stranger().open(path, method=method, json={} if method == "POST" else None)
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["title"].startswith("Chưa đăng nhập")


def test_a_person_is_led_to_the_form_and_back_to_the_very_view(closed: House) -> None:
    closed.account(Role.VIEWER, name="xem.lai")
    client = closed.stranger()
    led = client.get("/dossiers?from=2024-01-01&district=450")
    assert led.status_code == 303
    form = client.get(led.location).text
    assert 'value="/dossiers?from=2024-01-01&amp;district=450"' in form
    to = "/dossiers?from=2024-01-01&district=450"
    done = from_here(client, "/signin", name="xem.lai", password=PASSWORD, next=to)
    assert (done.status_code, done.location) == (303, to)


@pytest.mark.parametrize(
    "to",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example"),
        *("javascript:alert(1)", "/\n//evil.example", "http:evil.example", "/signin", ""),
    ],
)
def test_nobody_is_led_to_another_site(closed: House, to: str) -> None:
    name = "dan.duong"
    if account_named(closed.doors, name) is None:
        closed.account(Role.VIEWER, name=name)
    client = closed.stranger()
    done = from_here(client, "/signin", name=name, password=PASSWORD, next=to)
    assert (done.status_code, done.location) == (303, "/")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
    ids=str,
)
def test_no_other_site_changes_anything_in_a_signed_in_browser(
    closed: House, headers: dict[str, str]
) -> None:
    client = _administrator(closed)
    forms = [r.rule for r in every_rule(closed) if "POST" in (r.methods or set())]
    assert len(forms) > 10
    for path in forms:
        answer = client.post(path.replace("<path:path>", "x"), data={}, headers=headers)
        assert answer.status_code == 403, path
        assert answer.json is not None
        assert answer.json["type"] == "/problems/FromElsewhere", path
    assert client.get("/api/v1/version").status_code == 200


def _administrator(closed: House) -> FlaskClient:
    return closed.administrator()


def test_nor_signs_a_browser_in_as_somebody_else(closed: House) -> None:
    answer = closed.stranger().post("/signin", data={}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_open_doors_are_open_and_still_not_for_other_sites(
    small_demonstration_url: str, tmp_path: object
) -> None:
    opened = house(small_demonstration_url, access="open")
    client = opened.stranger()
    assert client.get("/api/v1/version", environ_base=FAR).status_code == 200
    assert client.get("/admin/audit.csv").status_code == 403
    foreign = client.post(DASH, json={}, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_over_tls_bound_to_the_host(
    closed: House,
) -> None:
    client = closed.stranger()
    plain = client.get("/pair").headers["Set-Cookie"]
    secure = closed.stranger().get("/pair", base_url="https://tamnhin.example")
    assert plain.startswith("tamnhin=")
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    told = secure.headers["Set-Cookie"]
    assert told.startswith("__Host-tamnhin=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(told.split("; "))
    assert "Domain" not in told


def test_what_one_is_answered_is_kept_for_nobody_else(closed: House) -> None:
    client = _administrator(closed)
    for path in ("/", "/api/v1/figures/on_time", "/api/v1/sources"):
        told = client.get(path).headers["Cache-Control"]
        assert "private" in told or "no-store" in told, path


def test_a_header_makes_nobody_a_viewer(closed: House) -> None:
    for name in ("tamnhin.viewer", "Tamnhin-Viewer", "X-Tamnhin-Viewer", "HTTP_tamnhin.viewer"):
        answer = closed.stranger().get("/api/v1/version", headers={name: "quan.tri"})
        assert answer.status_code == 401


def test_who_is_refused_a_page_reads_why_and_a_program_gets_a_problem(closed: House) -> None:
    viewer = closed.someone(Role.VIEWER, name="khong.quyen")
    page = viewer.get("/admin/audit.csv", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.mimetype) == (403, "text/html")
    assert "không có quyền này" in page.text
    assert 'href="/"' in page.text
    program = viewer.get("/admin/audit.csv")
    assert (program.status_code, program.mimetype) == (403, "application/problem+json")
