"""`config/alerts.toml`: what is wrong in it is named, with its entry."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from config.alerts import AlertSettings, Kind, Measured, Priority, Side, read_alerts
from config.settings import ROOT, SettingsError
from metrics.alerts.evaluate import JUDGES
from metrics.alerts.judging import beyond, judged
from metrics.catalogue import CATALOGUE
from metrics.checkup import check_alerts

HEAD = "every_seconds = 60\nlongest_shelving_hours = 24\n"
RULE = """
[rules.low]
kind = "threshold"
priority = "high"
label = "Thấp"
label_en = "Low"
act = "Gọi"
act_en = "Call"
metric = "on_time"
window_days = 30
below_percent = 80
dead_band_points = 4
minimum_volume = 60
delay_minutes = 30
"""
MAIL = '\n[smtp]\nhost = "mail"\nport = 25\nsender = "a@b.vn"\n'
RECEIVER = '\n[receivers.desk]\nkind = "email"\nto = ["truc@b.vn"]\n'


def read(folder: Path, text: str) -> AlertSettings:
    (folder / "alerts.toml").write_text(HEAD + text, encoding="utf-8")
    return read_alerts(folder)


def test_numbers_are_read_by_the_units_in_their_names(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, RULE).rules
    assert (rule.kind, rule.priority, rule.side) == (Kind.THRESHOLD, Priority.HIGH, Side.BELOW)
    assert (rule.measured, rule.limit, rule.dead_band) == (Measured.PERCENT, 0.8, 0.04)
    assert (rule.delay, rule.clear) == (timedelta(minutes=30), timedelta())


@pytest.mark.parametrize(
    ("was", "is_", "named"),
    [
        ('kind = "threshold"', 'kind = "guess"', "guess"),
        ('priority = "high"', 'priority = "grave"', "grave"),
        ("below_percent = 80", "", "one entry"),
        ("below_percent = 80", "below_percent = 80\nabove_percent = 90", "one entry"),
        ("below_percent = 80", "rise_percent = 80", "one entry"),
        ("dead_band_points = 4", "dead_band_points = -4", "dead_band_points = -4"),
        ("dead_band_points = 4", "dead_band_count = 4", "dead_band_count"),
        ("minimum_volume = 60", 'minimum_volume = "60"', "minimum_volume"),
        ('metric = "on_time"', "", "metric"),
        ('act = "Gọi"', "", "act"),
        ("window_days = 30", 'by = "village"\nwindow_days = 30', "village"),
        ("delay_minutes = 30", "delay_hours = 1", "delay_hours"),
    ],
)
def test_what_is_wrong_is_named_with_its_rule(
    tmp_path: Path, was: str, is_: str, named: str
) -> None:
    assert was in RULE
    with pytest.raises(SettingsError) as told:
        read(tmp_path, RULE.replace(was, is_))
    assert "[rules.low]" in str(told.value)
    assert named in str(told.value)
    assert "alerts.toml" in str(told.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (RECEIVER, "[smtp]"),
        (MAIL + RECEIVER.replace("truc@b.vn", "truc"), "'truc'"),
        (MAIL + RECEIVER.replace('"email"', '"fax"'), "'fax'"),
        (MAIL + RECEIVER + 'priorities = ["all"]\n', "'all'"),
        (MAIL + RECEIVER + 'events = ["seen"]\n', "'seen'"),
        (MAIL + RECEIVER + 'secret = "abc"\n', "secret"),
        (MAIL + RECEIVER + 'scope = "agency"\n', "'agency'"),
        (RECEIVER.replace('"email"', '"webhook"').replace("truc@b.vn", "ftp://a"), "'ftp://a'"),
    ],
)
def test_what_is_wrong_with_a_receiver_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=r"receivers|smtp") as told:
        read(tmp_path, text)
    assert named in str(told.value)


def test_without_the_file_nothing_raises_an_alert(tmp_path: Path) -> None:
    assert read_alerts(tmp_path) == AlertSettings()


def test_the_shipped_rules_are_of_every_kind_and_of_metrics_that_there_are() -> None:
    rules = read_alerts(ROOT / "config").rules
    assert {rule.kind for rule in rules} == set(Kind) == set(JUDGES)
    assert {rule.metric for rule in rules if rule.metric} <= set(CATALOGUE)


def test_what_stands_leaves_only_beyond_the_dead_band(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, RULE).rules
    assert beyond(rule, 0.79, stands=False)
    assert not beyond(rule, 0.81, stands=False)
    assert beyond(rule, 0.83, stands=True)
    assert not beyond(rule, 0.85, stands=True)


def test_a_few_rows_are_not_judged_and_a_few_less_let_nothing_go(tmp_path: Path) -> None:
    (rule,) = read(tmp_path, RULE).rules
    assert not judged(rule, 0.5, 59, stands=False)
    assert judged(rule, 0.5, 60, stands=False)
    assert judged(rule, 0.5, 31, stands=True)
    assert not judged(rule, 0.5, 29, stands=True)


def test_a_check_names_metrics_that_there_are_not_and_secrets_that_are_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = MAIL + 'user = "tn"\npassword_env = "OF_MAIL"\n' + RECEIVER
    found = list(check_alerts(read(tmp_path, RULE.replace("on_time", "on_tme") + signed)))
    assert [(each.about, each.grave) for each in found] == [("rules.low", True), ("smtp", False)]
    assert "on_tme" in found[0].vi
    assert "OF_MAIL" in found[1].vi
    monkeypatch.setenv("OF_MAIL", "có")
    assert list(check_alerts(read(tmp_path, RULE + signed))) == []
