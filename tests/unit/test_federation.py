"""The federation as it is written down, signatures, and outlines that are shipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

from config.federation import ALONE, SHIPPED, read_federation
from config.provinces import PROVINCES, short_name
from config.settings import ROOT, SettingsError
from config.signing import identity, is_signed, signature
from pages.provinces.map import steps_over

KEY = identity("a secret")
ENTRY = f"""
[[provinces]]
code = "44"
address = "https://one.example.vn/"
key = "env:KEY_44"
public_key = "{KEY}"
"""


def read(folder: Path, text: str) -> object:
    (folder / "federation.toml").write_text(text)
    return read_federation(folder)


def test_the_shipped_file_names_nobody_and_without_it_a_province_stands_alone(
    tmp_path: Path,
) -> None:
    assert not read_federation(ROOT / "config").there
    assert read_federation(tmp_path) is ALONE


def test_a_province_is_asked_at_its_address_and_people_are_led_to_its_page(tmp_path: Path) -> None:
    (tmp_path / "federation.toml").write_text(ENTRY)
    spec = read_federation(tmp_path).provinces["44"]
    assert (spec.name, spec.address, spec.page) == (
        "Tỉnh Quảng Trị", "https://one.example.vn", "https://one.example.vn",
    )  # fmt: skip
    assert (spec.key, spec.stale_after.total_seconds()) == ("KEY_44", 48 * 3600)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"44"', '"77"'), "77"),
        (("https://one", "http://one"), "https://"),
        (("env:KEY_44", "tn_the_key_itself"), "env:"),
        ((KEY, "c2hvcnQ="), "public_key"),
        (("address", "adress"), "adress"),
        (("code =", "every ="), "every"),
        ((ENTRY, ENTRY + ENTRY), "44"),
        ((ENTRY, f"[nation]\nevery = 'often'{ENTRY}"), "every"),
        ((ENTRY, f"[nation]\noutlines = 'no.geojson'{ENTRY}"), "no.geojson"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_entry(
    tmp_path: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        read(tmp_path, ENTRY.replace(*change))


def test_a_signature_holds_for_one_key_and_one_text() -> None:
    signed = signature("a secret", b"said")
    assert is_signed(KEY, signed, b"said")
    assert not is_signed(KEY, signed, b"said otherwise")
    assert not is_signed(identity("another"), signed, b"said")
    assert not is_signed(KEY, "no base64!", b"said")


def test_outlines_are_of_all_34_provinces_with_both_archipelagos() -> None:
    found = json.loads(SHIPPED.read_text())
    shapes = {each["id"]: shape(each["geometry"]) for each in found["features"]}
    assert set(shapes) == set(PROVINCES)
    assert len(PROVINCES) == 34
    assert len({short_name(code) for code in PROVINCES}) == 34
    assert found["kind"] == "schematic"
    assert all(each.is_valid for each in shapes.values())
    places = {"01": (105.85, 21.03), "79": (106.70, 10.78), "48": (112.33, 16.83),
              "56": (111.92, 8.64)}  # fmt: skip
    for code, place in places.items():
        assert shapes[code].contains(Point(*place)), code


@pytest.mark.parametrize("values", [[0.614] * 20, [0.97, 0.98, 0.99], [0.1, 0.5, 0.9], [1.0], []])
def test_steps_of_a_map_rise_within_a_ratio_and_hold_the_middle_province(
    values: list[float],
) -> None:
    breaks = steps_over(values).breaks
    assert all(0 < limit < 1 for limit in breaks)
    assert sorted(set(breaks)) == list(breaks)
    if len(set(values)) == 1 and values[0] < 1:  # who do not differ have one colour, a middle one
        assert {steps_over(values).step(value) for value in values} == {2}
