"""`make bench`: the shape of its file, and what makes it fail. Never how long anything takes."""

import json
from pathlib import Path

from benchmarks.verdict import Measured, failed, write

TWICE = Measured(name="twice", value=10, unit="ms", against=25, ratio=2.5, at_least=2)
SLOWER = Measured(name="slower", value=16, unit="ms", against=10, ratio=1.6, at_most=1.5)
ELSEWHERE = Measured(
    name="elsewhere", value=1, unit="ms", against=2, ratio=2, at_least=300, judged=False
)


def test_the_file_is_one_flat_object_of_the_contracts_shape(tmp_path: Path) -> None:
    file = tmp_path / "var/bench.json"
    write(file, [TWICE, SLOWER])
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "twice": {
            "value": 10,
            "unit": "ms",
            "against": 25,
            "ratio": 2.5,
            "at_least": 2,
            "holds": True,
        },
        "slower": {
            "value": 16,
            "unit": "ms",
            "against": 10,
            "ratio": 1.6,
            "at_most": 1.5,
            "holds": False,
        },
    }


def test_only_a_broken_promise_fails() -> None:
    assert failed([TWICE, SLOWER, ELSEWHERE]) == [SLOWER]


def test_a_promise_about_another_scale_is_neither_kept_nor_broken() -> None:
    assert ELSEWHERE.holds is None
    assert ELSEWHERE.as_json()["at_least"] == 300
