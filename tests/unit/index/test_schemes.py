"""Schemes of config/schemes: read by version, refused with the line that is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.schemes import in_force, read_schemes
from config.settings import ROOT, SettingsError
from metrics.index.known import known_schemes

GOOD = """scheme = "thu"
from = 2024-01-01
label = "Thử"
basis = "Quyết định thử"
total = 10
[[bands]]
name = "Tốt"
from = 8
[[bands]]
name = "Yếu"
from = 0
[[groups]]
id = "1"
label = "Nhóm"
maximum = 10
[[groups.indicators]]
id = "1.1"
label = "Đúng hạn"
metric = "on_time"
maximum = 6
[[groups.indicators]]
id = "1.2"
label = "Trực tuyến"
metric = "online_submit"
maximum = 4
formula = "capped"
full = 0.5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schemes").mkdir()
    return tmp_path


def written(folder: Path, text: str, name: str = "thu.toml") -> Path:
    (folder / "schemes" / name).write_text(text, encoding="utf-8")
    return folder


def test_a_scheme_is_read(folder: Path) -> None:
    [scheme] = known_schemes(written(folder, GOOD))["thu"]
    assert [each.id for each in scheme.indicators] == ["1.1", "1.2"]
    assert [band.least for band in scheme.bands] == [8, 0]


@pytest.mark.parametrize(
    ("was", "becomes", "line", "said"),
    [
        ("total = 10", "total = 12", 5, "10"),
        ("maximum = 10", "maximum = 11", 15, "11"),
        ("full = 0.5", "full = 0", 27, "chia cho 0"),
        ('metric = "on_time"', 'metric = "on_tme"', 19, "on_time"),
        ('metric = "on_time"', 'metric = "received"', 19, "tỷ lệ"),
        ("maximum = 6", "maximum = -6", 20, "lớn hơn 0"),
        ('formula = "capped"', 'formula = "squared"', 26, "capped"),
        ('formula = "capped"', 'formula = "steps"', 22, "steps"),
        ('id = "1.2"', 'id = "1.1"', 17, "hai lần"),
        ("maximum = 4", "maximum = 4\nweight = 2", 26, "weight"),
        ('basis = "Quyết định thử"\n', "", 1, "basis"),
        ('name = "Yếu"\nfrom = 0', 'name = "Yếu"\nfrom = 1', 6, "thấp nhất"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    folder: Path, was: str, becomes: str, line: int, said: str
) -> None:
    assert was in GOOD
    with pytest.raises(SettingsError) as refused:
        known_schemes(written(folder, GOOD.replace(was, becomes, 1)))
    text = str(refused.value)
    assert text.startswith(f"thu.toml, dòng / line {line}:"), text
    assert said in text


def test_the_version_of_the_day_holds(folder: Path) -> None:
    written(folder, GOOD)
    later = GOOD.replace("2024-01-01", "2025-01-01").replace("maximum = 6", "maximum = 5")
    written(folder, later.replace("maximum = 4", "maximum = 5"), "thu-2025.toml")
    versions = read_schemes(folder)["thu"]
    assert in_force(versions, date(2024, 12, 31)).file == "thu.toml"
    assert in_force(versions, date(2025, 1, 1)).file == "thu-2025.toml"
    assert in_force(versions, date(2020, 1, 1)).file == "thu.toml"


def test_two_versions_of_one_day_are_refused(folder: Path) -> None:
    written(written(folder, GOOD), GOOD, "thu-2.toml")
    with pytest.raises(SettingsError, match=r"thu-2\.toml.*thu\.toml|thu\.toml.*thu-2\.toml"):
        read_schemes(folder)


def test_the_shipped_schemes_can_be_computed() -> None:
    assert set(known_schemes(ROOT / "config")) == {"766", "ict", "dieu-hanh"}
