"""Digitisation of dossiers and results (số hóa hồ sơ, kết quả)."""

from data_access import measures as m
from metrics.metric import Direction, Metric, Ratio, Target, Unit

_OWNER = "Văn phòng UBND tỉnh"

METRICS = (
    Metric(
        id="digitised",
        label="Số hóa hồ sơ, kết quả giải quyết",
        label_en="Dossiers and results digitised",
        label_wall=("Số hóa hồ sơ,", "kết quả"),
        description="Hồ sơ xong trong kỳ có hồ sơ và kết quả được số hóa, trên hồ sơ xong"
        " trong kỳ.",
        description_en="Dossiers finished in the period that were digitised with their results,"
        " over those finished.",
        why="Dữ liệu số hóa một lần thì người dân khỏi nộp lại.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.dossier_digitised, denominator=m.resolved, unknown=m.digitised_untold
        ),
        basis="Quyết định 766/QĐ-TTg, 4.2; Nghị định 107/2021/NĐ-CP",
        source="one_stop",
        owner=_OWNER,
        decimals=2,
        target=Target(value=1.0, basis="Nghị định 107/2021/NĐ-CP"),
    ),
    Metric(
        id="result_digitised",
        label="Số hóa kết quả",
        label_en="Results digitised",
        label_wall=("Số hóa", "kết quả"),
        description="Kết quả được số hóa trên hồ sơ xong trong kỳ có kết quả.",
        description_en="Results digitised over dossiers finished in the period that have a result.",
        why="Kết quả số dùng lại được ở mọi thủ tục sau.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.results_digitised,
            denominator=m.results,
            unknown=m.results_digitised_untold,
        ),
        basis="Thông tư 01/2023/TT-VPCP",
        source="one_stop",
        owner=_OWNER,
        decimals=2,
        target=Target(value=1.0, basis="Thông tư 01/2023/TT-VPCP"),
    ),
    Metric(
        id="e_result",
        label="Kết quả điện tử",
        label_en="Electronic results",
        label_wall=("Kết quả", "điện tử"),
        description="Hồ sơ xong trong kỳ có kết quả điện tử ký số, trên hồ sơ xong trong kỳ.",
        description_en="Dossiers finished in the period with a signed electronic result, over those"
        " finished.",
        why="Kết quả điện tử có giá trị như bản giấy.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(
            numerator=m.results_electronic,
            denominator=m.resolved,
            unknown=m.results_electronic_untold,
        ),
        basis="Quyết định 766/QĐ-TTg, 4.1",
        source="one_stop",
        owner=_OWNER,
        target=Target(value=1.0, basis="Nghị định 45/2020/NĐ-CP"),
    ),
    Metric(
        id="reused",
        label="Sử dụng lại dữ liệu số hóa",
        label_en="Digitised data reused",
        label_wall=("Sử dụng lại", "dữ liệu"),
        description="Hồ sơ xong trong kỳ có sử dụng lại dữ liệu đã số hóa trước đó, trên hồ sơ xong"
        " trong kỳ.",
        description_en="Dossiers finished in the period that used data digitised before, over those"
        " finished.",
        why="Số hóa mà không dùng lại thì chỉ là lưu trữ.",
        unit=Unit.RATIO,
        direction=Direction.HIGHER_IS_BETTER,
        formula=Ratio(numerator=m.data_reused, denominator=m.resolved, unknown=m.reused_untold),
        basis="Quyết định 766/QĐ-TTg, 4.3",
        source="one_stop",
        owner=_OWNER,
        target=Target(value=0.5, basis="Quyết định 766/QĐ-TTg, 4.3"),
    ),
)
