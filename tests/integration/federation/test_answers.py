"""What is believed of a province's answer, and what is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from config.signing import identity, signature
from data_access.engine import Engine, reading
from data_access.schema import dataset, federated_cubes, federated_months, federated_provinces
from data_access.scope import Scope
from data_access.selection import Period, Selection
from ingest.federation.answer import answer_of
from ingest.federation.asking import Heard
from ingest.federation.keeping import fail, had_of, keep
from ingest.federation.refused import Refused
from metrics.catalogue import metric
from metrics.desk import View
from metrics.published.cubes import told, written
from metrics.values import ALONE
from tests.integration.federation.provinces import Made

EVER = Selection(period=Period(start=date(2020, 1, 1), end=date(2024, 12, 31)))
SECRET = "another's secret"


@pytest.fixture
def province(made: Mapping[str, Made]) -> Made:
    return made["44"]


def told_again(body: bytes, change: Callable[[dict[str, Any]], None], secret: str) -> bytes:
    """With another head, signed anew."""
    head, _, rest = body.partition(b"\n")
    said = json.loads(head)
    change(said)
    cells = rest[: rest.rstrip(b"\n").rfind(b"\n") + 1]
    text = json.dumps(said).encode() + b"\n" + cells
    return text + json.dumps({"signature": signature(secret, text)}).encode() + b"\n"


def heard(province: Made, body: bytes = b"", nonce: str = "n") -> Heard:
    """All that it tells, unless it has told something else."""
    said = body or province.body(nonce)
    return Heard(answer=answer_of(province.spec(), said, nonce), bytes=len(said))


def held(engine: Engine) -> tuple[int, int, int]:
    """Cells, what they add up to, the data version."""
    with reading(engine) as connection:
        count, total = connection.execute(
            select(func.count(), func.sum(federated_cubes.c.value))
        ).one()
        return count, int(total or 0), connection.scalar(select(dataset.c.version)) or 0


def test_one_digit_changed_on_its_way_is_refused(province: Made) -> None:
    body = province.body("n")
    at = body.index(b'"received":') + len(b'"received":')
    changed = body[:at] + (b"8" if body[at : at + 1] != b"8" else b"7") + body[at + 1 :]
    with pytest.raises(Refused, match="Chữ ký không đúng"):
        answer_of(province.spec(), changed, "n")


def test_an_answer_that_is_cut_off_or_no_answer_at_all_is_refused(province: Made) -> None:
    body = province.body("n")
    for nonsense in (body[: len(body) // 2], b"", b"<html>502</html>", b"{}\n{}\n", body[:-20]):
        with pytest.raises(Refused):
            answer_of(province.spec(), nonsense, "n")


def test_an_old_answer_is_not_taken_for_a_new_one(province: Made) -> None:
    with pytest.raises(Refused, match="gửi lại"):
        answer_of(province.spec(), province.body("of yesterday"), "of today")


def test_another_province_or_another_key_is_refused(made: Mapping[str, Made]) -> None:
    with pytest.raises(Refused, match="tỉnh 46"):
        answer_of(
            made["44"].spec(public_key=identity(made["46"].secret)), made["46"].body("n"), "n"
        )
    with pytest.raises(Refused, match="--identity"):
        answer_of(made["44"].spec(public_key=identity(SECRET)), made["44"].body("n"), "n")


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head.pop("months"),
        lambda head: head["months"].update({"202413": "ab"}),
        lambda head: head["months"].update({next(iter(head["months"])): "0" * 16}),
        lambda head: head.update(version="many"),
        lambda head: head.update(version=-(2**40)),
        lambda head: head.update(today="yesterday"),
        lambda head: head.update(cubes=2),
        lambda head: head.update(sources=[{"name": "x"}]),
        lambda head: head["sent"].pop(),
    ],
)
def test_signed_nonsense_is_refused_too(
    province: Made, change: Callable[[dict[str, Any]], None]
) -> None:
    body = told_again(province.body("n"), change, province.secret)
    with pytest.raises(Refused, match="không đúng dạng"):
        answer_of(province.spec(), body, "n")


def test_the_same_told_twice_changes_nothing(nation_engine: Engine, province: Made) -> None:
    answer = answer_of(province.spec(), province.body("n"), "n")
    assert keep(nation_engine, "44", Heard(answer=answer, bytes=1))
    first = held(nation_engine)
    assert first[0] > 1_000
    assert not keep(nation_engine, "44", Heard(answer=answer, bytes=1))
    assert held(nation_engine) == first
    again = province.body("m", had_of(nation_engine, "44").months)
    assert again.count(b"\n") == 2  # a head and its signature
    assert not keep(nation_engine, "44", heard(province, again, "m"))
    assert held(nation_engine) == first


def test_only_months_that_have_changed_come_again(nation_engine: Engine, province: Made) -> None:
    keep(
        nation_engine,
        "44",
        heard(province),
    )
    had = {**had_of(nation_engine, "44").months, 202403: "0" * 16}
    answer = answer_of(province.spec(), province.body("m", had), "m")
    assert answer.sent == {202403}
    assert {cell.month for cell in answer.cells} == {202403}


def test_data_that_go_back_are_refused_until_somebody_accepts_that(
    nation_engine: Engine, province: Made
) -> None:
    body = province.body("n")
    ahead = told_again(body, lambda head: head.update(version=9_999), province.secret)
    keep(nation_engine, "44", heard(province, ahead, "n"))
    first, answer = held(nation_engine), answer_of(province.spec(), body, "n")
    with pytest.raises(Refused, match=r"9999 → .*--accept 44"):
        keep(nation_engine, "44", Heard(answer=answer, bytes=1))
    other = told_again(body, lambda h: h.update(identity="x", version=10_000), province.secret)
    with pytest.raises(Refused, match="đổi cơ sở dữ liệu"):
        keep(nation_engine, "44", heard(province, other, "n"))
    assert held(nation_engine) == first
    keep(nation_engine, "44", Heard(answer=answer, bytes=1), anew=True)
    assert held(nation_engine)[:2] == first[:2]


def test_who_defines_a_family_otherwise_has_none_of_it_added_and_is_told_all_again_later(
    nation_engine: Engine, province: Made
) -> None:
    def otherwise(head: dict[str, Any]) -> None:
        head["definitions"]["document"] = "otherwise"

    body = province.body("n")
    changed = told_again(body, otherwise, province.secret)
    keep(nation_engine, "44", heard(province, changed, "n"))
    families = select(federated_cubes.c.family).distinct()
    with reading(nation_engine) as connection:
        assert "document" not in set(connection.scalars(families))
    assert had_of(nation_engine, "44").months == {}
    keep(nation_engine, "44", heard(province, body, "n"))
    with reading(nation_engine) as connection:
        assert {"document", "dossier"} <= set(connection.scalars(families))
    assert had_of(nation_engine, "44").months


def test_a_province_that_fails_keeps_its_figures_and_says_why(
    nation_engine: Engine, province: Made
) -> None:
    keep(
        nation_engine,
        "44",
        heard(province),
    )
    before = held(nation_engine)
    for _ in range(2):
        fail(nation_engine, "44", "silent", "vì sao", "why")
    cells, total, version = held(nation_engine)
    assert (cells, total, version) == (*before[:2], before[2] + 1)  # walls redraw once
    with reading(nation_engine) as connection:
        row = connection.execute(select(federated_provinces)).one()
        assert connection.scalar(select(func.count()).select_from(federated_months))
    assert (row.state, row.reason, row.reason_en) == ("silent", "vì sao", "why")
    assert row.heard_at <= row.asked_at


@pytest.mark.parametrize("scope", ["district:450", "agency:H46.02"])
def test_a_key_of_a_part_is_told_that_part_and_the_nation_does_not_take_it(
    province: Made, scope: str
) -> None:
    part = Scope.named(scope)
    with province.view(part) as view, province.view() as whole:
        found, all_ = told(view), told(whole)
        body = written(found, {}, "n", province.secret, view.snap.now)
    received, everything = (_received(each.months.values()) for each in (found, all_))
    with province.view() as view:
        own = _own(view, part.narrowed(EVER, view.snap.places, view.snap.today))
    assert received == own < everything
    assert not any('"f":"procedure"' in each.text for each in found.months.values())
    with pytest.raises(Refused, match=scope):
        answer_of(province.spec(), body, "n")


def _received(months: Any) -> int:
    cells = [json.loads(line) for each in months for line in each.text.splitlines()]
    return sum(cell["v"].get("received", 0) for cell in cells if cell["f"] == "dossier")


def _own(view: View, asked: Selection) -> float:
    [found] = view.readings([metric("received")], asked, asked=ALONE)
    return float(found.value or 0)
