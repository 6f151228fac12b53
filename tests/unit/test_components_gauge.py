"""The gauge says all it knows, and never makes a 0 of nothing."""

import json
from typing import Any

from components.gauge import gauge
from metrics.reading import Reading, Reason, Status
from tests.unit.component_readings import reading_of
from wording.source_view import Age, SourceView, oldest
from wording.words import Words

VI = Words("vi")
SOURCE = SourceView(label="Một cửa", as_of=0, expected_s=600, stale_s=3600, now=120_000)


def _props(component: Any) -> dict[str, Any]:
    plain: dict[str, Any] = component.to_plotly_json()["props"]
    return plain


def _drawn(reading: Reading, **more: Any) -> str:
    component = gauge(reading, words=VI, source=SOURCE, **more)
    return json.dumps(_props(component), default=lambda part: part.to_plotly_json())


def _texts(reading: Reading) -> list[str]:
    found: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, list | tuple):
            for each in part:
                walk(each)
        elif part is not None and not isinstance(part, int | float):
            walk(getattr(part, "children", None))

    walk(gauge(reading, words=VI, source=SOURCE))
    return found


def test_a_gauge_shows_value_target_status_and_change() -> None:
    texts = _texts(reading_of())
    assert {"76,2", "%", "Mục tiêu 70", "Đạt", "+1,4"} <= set(texts)
    assert "Hồ sơ nộp trực tuyến, cấp xã" in texts


def test_no_data_is_a_dash_and_a_reason_and_never_0() -> None:
    reading = reading_of(
        value=None,
        numerator=None,
        denominator=None,
        previous=None,
        status=Status.NO_DATA,
        reason=Reason.NEVER_REPORTED,
        series=(),
    )
    texts = _texts(reading)
    assert {"—", "Chưa có dữ liệu", "Chưa báo cáo"} <= set(texts)
    assert not [text for text in texts if text.strip("% ") in {"0", "0,0", "0,00"}]
    drawn = _props(gauge(reading, words=VI, source=SOURCE))
    assert drawn["data-age"] == "never"
    assert "is-nodata" in drawn["className"]


def test_without_a_target_there_is_no_tick_and_no_verdict() -> None:
    text = _drawn(reading_of(target=None, status=Status.NO_TARGET))
    assert '"tick"' not in text
    assert '"band"' not in text
    assert "is-notarget" in text


def test_those_who_listen_hear_all_of_it() -> None:
    said = _props(gauge(reading_of(), words=VI, source=SOURCE))["aria-label"]
    for part in ("Hồ sơ nộp trực tuyến", "76,2 %", "Đạt", "Mục tiêu 70", "+1,4", "Một cửa"):
        assert part in said


def test_the_wall_has_two_lines_and_at_most_one_decimal() -> None:
    drawn = _drawn(reading_of(value=0.9017), size="wall")
    assert '"90,2"' in drawn
    assert '"tr\\u1ef1c tuy\\u1ebfn, c\\u1ea5p x\\u00e3"' in drawn


def test_age_goes_from_live_to_late_to_stale() -> None:
    ages = [
        SourceView(label="", as_of=0, expected_s=600, stale_s=3600, now=seconds * 1000).age
        for seconds in (600, 601, 3600, 3601)
    ]
    assert ages == [Age.LIVE, Age.LATE, Age.LATE, Age.STALE]


def test_freshness_shrinks_with_time() -> None:
    assert SOURCE.fresh == 0.8


def test_a_derived_figure_inherits_its_worst_source() -> None:
    never = SourceView(label="never", as_of=None, expected_s=600, stale_s=3600, now=0)
    assert oldest((SOURCE, never)).label == "never"
