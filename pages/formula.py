"""What a metric divides or counts, in words: its numerator and its denominator."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.measures import Measure, Terms, terms
from metrics.catalogue import CATALOGUE
from metrics.metric import Median, Metric, Observed, Ratio, Total
from wording.words import Words, mark

MEASURES: Mapping[str, str] = {
    "received": mark("Tiếp nhận"),
    "received_online": mark("Nộp trực tuyến"),
    "received_end_to_end": mark("Giải quyết toàn trình"),
    "no_deadline": mark("Không rõ hạn"),
    "fee_due": mark("Có nghĩa vụ tài chính"),
    "fee_paid_online": mark("Thanh toán trực tuyến"),
    "resolved": mark("Đã giải quyết"),
    "resolved_early": mark("Xong trước hạn"),
    "resolved_due": mark("Đã xong, có hạn"),
    "dossier_digitised": mark("Hồ sơ đã số hóa"),
    "results": mark("Có kết quả"),
    "results_digitised": mark("Kết quả đã số hóa"),
    "results_electronic": mark("Kết quả điện tử"),
    "in_hand": mark("Đang giữ"),
    "documents_open": mark("Văn bản không mật"),
    "documents_online": mark("Xử lý trên mạng"),
    "documents_out": mark("Văn bản đi không mật"),
    "documents_signed": mark("Đã ký số"),
    "people": mark("Dân số"),
    "schools_online": mark("Trường có băng rộng"),
    "schools_offline": mark("Trường chưa có băng rộng"),
    "health_posts_online": mark("Trạm y tế có băng rộng"),
    "health_posts_offline": mark("Trạm y tế chưa có băng rộng"),
    "people_3g": mark("Người có sóng 3G trở lên"),
    "people_4g": mark("Người có sóng 4G trở lên"),
    "people_5g": mark("Người có sóng 5G"),
    "eligible_full": mark("Toàn trình trong số đủ điều kiện"),
    "services_eligible": mark("Dịch vụ đủ điều kiện toàn trình"),
    "services_used": mark("Dịch vụ có hồ sơ trực tuyến"),
    "fee_online": mark("Thủ tục trả phí trực tuyến được"),
    "procedures_with_fee": mark("Thủ tục có phí, lệ phí"),
    "received_synced": mark("Đã đồng bộ"),
    "online_identified": mark("Đã định danh VNeID"),
    "data_reused": mark("Dùng lại dữ liệu"),
    "documents_in_time": mark("Văn bản xong đúng hạn"),
    "documents_handled": mark("Văn bản đã xong, có hạn"),
    "tasks_in_time": mark("Nhiệm vụ xong đúng hạn"),
    "tasks_missed": mark("Nhiệm vụ lỡ hạn"),
    "on_network": mark("Cơ quan đã kết nối"),
    "agencies_surveyed": mark("Cơ quan được khảo sát"),
    "with_lan": mark("Cơ quan có mạng LAN"),
    "computers": mark("Máy tính"),
    "officials": mark("Cán bộ, công chức"),
    "with_video": mark("Cơ quan có họp trực tuyến"),
    "portals_updated": mark("Trang cập nhật thường xuyên"),
    "with_firewall": mark("Cơ quan có tường lửa"),
    "with_antivirus": mark("Cơ quan có phần mềm diệt vi-rút"),
    "petitions_in_time": mark("Phản ánh trả lời đúng hạn"),
    "petitions_missed": mark("Phản ánh lỡ hạn"),
    "petitions_satisfied": mark("Người gửi hài lòng"),
    "petitions_rated": mark("Phản ánh được đánh giá"),
    "portals_checked": mark("Trang được kiểm tra"),
}
# Of metrics whose numerator is worked out of several measures.
NUMERATORS: Mapping[str, str] = {"on_time": mark("Đúng hạn hoặc còn trong hạn")}


def numerator_said(metric: Metric, words: Words) -> str:
    if metric.id in NUMERATORS:
        return words(NUMERATORS[metric.id])
    if isinstance(metric.formula, Ratio):
        return said(metric.formula.numerator, words) or words("Tử số")
    return words.label(metric) if isinstance(metric.formula, Total) else words("Tử số")


def denominator_said(metric: Metric, words: Words) -> str:
    if isinstance(metric.formula, Ratio):
        return said(metric.formula.denominator, words) or words("Mẫu số")
    return words("Hồ sơ đã xong") if isinstance(metric.formula, Median) else words("Mẫu số")


def formula_said(metric: Metric, words: Words) -> str:
    """`Nộp trực tuyến ÷ Tiếp nhận`."""
    formula = metric.formula
    if isinstance(formula, Median):
        return words(
            "Số ngày mà {share} % hồ sơ xong trong đó", share=round(formula.quantile * 100)
        )
    if isinstance(formula, Observed):
        return words("Đơn vị báo cáo, cộng từ số đếm nếu có; nếu không, báo cáo mới nhất")
    if isinstance(formula, Total):
        return said(formula.of, words) or words.label(metric)
    above, below = numerator_said(metric, words), denominator_said(metric, words)
    return f"{above} ÷ ({below})" if " + " in below else f"{above} ÷ {below}"


def said(of: Measure | Terms, words: Words) -> str:
    """'' where a part has no name of its own."""
    parts = terms(of).parts
    names = [_name(measure, words) for _, measure in parts]
    if not all(names):
        return ""
    signs = [" + " if sign > 0 else " − " for sign, _ in parts]
    return names[0] + "".join(
        sign + name[:1].lower() + name[1:] for sign, name in zip(signs[1:], names[1:], strict=True)
    )


def _name(measure: Measure, words: Words) -> str:
    """Its own, or that of the metric which counts nothing else."""
    if measure.name in MEASURES:
        return words(MEASURES[measure.name])
    for metric in CATALOGUE.values():
        if isinstance(metric.formula, Total) and terms(metric.formula.of).parts == ((1, measure),):
            return words.label(metric)
    return ""
