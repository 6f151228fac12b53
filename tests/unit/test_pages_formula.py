"""Every ratio says in words what it divides by what."""

from metrics.catalogue import CATALOGUE
from metrics.metric import Ratio
from pages.formula import denominator_said, formula_said, numerator_said
from wording.words import Words

VI = Words("vi")


def test_every_ratio_names_what_it_counts_and_what_it_counts_it_over() -> None:
    ratios = [each for each in CATALOGUE.values() if isinstance(each.formula, Ratio)]
    unnamed = [
        each.id
        for each in ratios
        if numerator_said(each, VI) == "Tử số" or denominator_said(each, VI) == "Mẫu số"
    ]
    assert unnamed == []
    assert formula_said(CATALOGUE["online_submit"], VI) == "Nộp trực tuyến ÷ Tiếp nhận"


def test_a_sum_of_parts_is_told_with_its_signs() -> None:
    assert formula_said(CATALOGUE["task_on_time"], VI) == (
        "Nhiệm vụ xong đúng hạn ÷ (Nhiệm vụ xong đúng hạn + nhiệm vụ lỡ hạn)"
    )
