"""Files that cannot be read at all: what is said of them."""

from __future__ import annotations

from pathlib import Path

from data_access.errors import TamNhinError


def missing(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"Không đọc được tệp '{path}'. Kiểm tra đường dẫn và quyền đọc.",
        en=f"Cannot read the file '{path}'. Check the path and its permissions.",
    )


def empty(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' trống: không có dòng tiêu đề nào. Xuất lại tệp từ hệ thống nguồn.",
        en=f"'{path}' is empty: it has no header. Export it again from its system.",
    )


def without_rows(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' chỉ có tiêu đề, không có dòng dữ liệu nào để nạp. Xuất lại tệp từ hệ thống "
        "nguồn; nếu kỳ này thật sự không phát sinh thì không cần nạp.",
        en=f"'{path}' has a header but no row to load. Export it again from its system; if there "
        "was nothing in this period, nothing needs to be loaded.",
    )


def misnamed(path: Path, vi: str, en: str, better: str) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' là {vi}, không phải như đuôi tệp nói. Đổi tên hoặc lưu lại thành {better}.",
        en=f"'{path}' is {en}, not what its name says. Rename it, or save it as {better}.",
    )


def undecodable(path: Path, encoding: str, line: int) -> TamNhinError:
    name = encoding.removesuffix("-sig")
    return TamNhinError(
        vi=f"'{path}' không phải mã {name}: dòng {line} không đọc được. Khai encoding trong "
        "[source] của tệp ánh xạ (ví dụ cp1258, utf-16) hoặc lưu lại tệp ở UTF-8.",
        en=f"'{path}' is not {name}: line {line} cannot be read. Name its encoding in [source] of "
        "the mapping file (e.g. cp1258, utf-16), or save the file as UTF-8.",
    )


def no_text(path: Path) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' không phải văn bản mà là dữ liệu nhị phân. Xuất lại thành CSV hoặc XLSX.",
        en=f"'{path}' is binary data, not text. Export it again as CSV or XLSX.",
    )


def packed_badly(path: Path, why: str) -> TamNhinError:
    return TamNhinError(
        vi=f"Không giải nén được '{path}': tệp hỏng hoặc bị cắt ({why}). Chép hoặc xuất lại tệp.",
        en=f"Cannot unpack '{path}': it is damaged or cut off ({why}). Copy or export it again.",
    )


def too_much(path: Path, megabytes: int, better: str, better_en: str) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}' giải nén ra quá {megabytes} MB, có thể là tệp độc hại. {better}",
        en=f"'{path}' unpacks to more than {megabytes} MB and may be harmful. {better_en}",
    )


def too_long(path: Path, line: int, limit: str) -> TamNhinError:
    return TamNhinError(
        vi=f"'{path}', dòng {line}: một ô dài quá {limit} ký tự. Thường là do thiếu dấu ngoặc kép "
        "đóng; sửa ở nguồn rồi xuất lại.",
        en=f"'{path}', line {line}: a cell is longer than {limit} characters. Mostly a closing "
        "quote is missing; mend it in the source and export again.",
    )


def unreadable(path: Path, line: int, why: object) -> TamNhinError:
    return TamNhinError(
        vi=f"Không đọc được '{path}' ở dòng {line}: {why}. Sửa hoặc xuất lại tệp.",
        en=f"Cannot read '{path}' at line {line}: {why}. Mend it or export it again.",
    )
