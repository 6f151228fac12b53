"""What each address of the API answers. A test fails for a route that is not here, and for an
entry that is no route."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from metrics.coverage.hata import Setting
from metrics.coverage.links import LINKS
from metrics.published.formats import BRIEFINGS
from metrics.published.package import HERE
from metrics.published.schemas import ANY, FILTERS, TEXT, Schema, listed, one_of, ref
from metrics.published.tables import BREAKDOWNS
from metrics.siting.address import OTHER, PREFIX
from metrics.siting.asking import MOST
from metrics.siting.candidates import Kind

JSON, CSV, PLAIN = "application/json", "text/csv", "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`path` and `query`: parameters, each with its schema and what it does; `example`: what to
    put behind the server's name to try it."""

    summary: str
    answer: Schema
    media: str = JSON
    path: Mapping[str, tuple[Schema, str]] = field(default_factory=dict)
    query: Mapping[str, tuple[Schema, str]] = field(default_factory=dict)
    example: str = ""
    fails: tuple[int, ...] = (503,)


_YEAR: dict[str, tuple[Schema, str]] = {
    "breakdown": (one_of(*BREAKDOWNS), "Toàn tỉnh, theo cấp, huyện hoặc cơ quan"),
    "year": ({"type": "string", "pattern": "^[0-9]{4}$"}, "Năm"),
}
_PARTS = one_of("counted", "numerator", "denominator", "rest")
ROWS: dict[str, tuple[Schema, str]] = {
    **{name: each for name, each in FILTERS.items() if name not in ("by", "frozen")},
    "part": (_PARTS, "Phần của tỷ lệ: tử số, mẫu số, phần còn lại"),
}
_BRIEFED: dict[str, tuple[Schema, str]] = {
    **{name: each for name, each in FILTERS.items() if name not in ("by", "frozen")},
    "page": (TEXT, "Địa chỉ của trang, như /dossiers hoặc /briefings/thang"),
    "made": (TEXT, "Số của báo cáo đã chốt, thay cho mọi bộ lọc"),
    "lang": (one_of("vi", "en"), "Ngôn ngữ"),
}
_NUMBER: Schema = {"type": "number", "exclusiveMinimum": 0}
_SITED: dict[str, tuple[Schema, str]] = {
    "new": ({"type": "integer", "minimum": 1, "maximum": MOST}, "Số trạm mới; mặc định 5"),
    "budget": (_NUMBER, "Kinh phí, thay cho số trạm"),
    "cost": (_NUMBER, "Giá một cột mới; mặc định 1"),
    "share_cost": (_NUMBER, "Giá khi dùng chung cột; mặc định 1"),
    "solar_cost": (
        {"type": "number", "minimum": 0},
        "Thêm vào giá ở nơi chưa có điện lưới; mặc định 0",
    ),
    "sites": (TEXT, f"Chọn trong: {', '.join(Kind)}, cách nhau bằng dấu phẩy"),
    "list": (TEXT, "Chỉ trong danh sách vị trí này (bảng sites)"),
    "operator": (TEXT, "Nhà mạng xây dựng: dùng chung cột mà nhà mạng này chưa có gì"),
    "owner": (TEXT, "Chỉ dùng chung cột của nhà mạng này"),
    "grid": (_NUMBER, "Lưới điểm mới cách nhau bao nhiêu km; mặc định 1"),
    "height": (_NUMBER, "Độ cao ăng-ten, m; mặc định 42"),
    "technology": (one_of(*LINKS), "Thế hệ của trạm mới; mặc định 4g"),
    "setting": (one_of(*Setting), "Xung quanh: đô thị, ngoại ô, thoáng một phần, trống trải"),
    "strength": (one_of("weak", "good"), "Mức sóng cần tới được thôn; mặc định weak"),
    "weak": (one_of("0", "1"), "1: thôn lõm sóng cũng chờ"),
    OTHER: (one_of("1"), f"1: so với phương án thứ hai; lựa chọn của nó: {PREFIX}new, …"),
    **{name: each for name, each in FILTERS.items() if name in ("to", "area", "district", "units")},
}
SITINGS = {
    "": ("JSON", JSON),
    ".csv": ("CSV", CSV),
    ".geojson": ("GeoJSON", "application/geo+json"),
}
OPERATIONS: Mapping[str, Operation] = {
    "/api/v1/version": Operation(
        summary="Phiên bản dữ liệu; ETag, 304 khi chưa có gì mới",
        answer=ref("Version"),
        example="/api/v1/version",
    ),
    "/api/v1/figures/{name}": Operation(
        summary="Một chỉ số, hoặc tách theo cơ quan, huyện, xã, cấp, lĩnh vực, kênh, tháng",
        answer={"oneOf": [ref("Reading"), listed(ref("Reading"))]},
        path={"name": (TEXT, "Mã chỉ số")},
        query=FILTERS,
        example="/api/v1/figures/on_time?by=district",
        fails=(400, 404, 503),
    ),
    "/api/v1/index/{name}": Operation(
        summary="Điểm, xếp loại, hạng của các đơn vị theo một thang điểm, với từng chỉ số",
        answer=ANY,
        path={"name": (TEXT, "Mã thang điểm")},
        query=FILTERS,
        example="/api/v1/index/766?level=district",
        fails=(400, 404, 503),
    ),
    "/api/v1/ask": Operation(
        summary="Câu hỏi bằng lời, tiếng Việt hoặc tiếng Anh, trả lời bằng số liệu; 'certainty'"
        " cho biết là chắc chắn, cần chọn, hay chưa trả lời được",
        answer=ANY,
        query={"q": (TEXT, "Câu hỏi, có dấu hay không")},
        example="/api/v1/ask?q=ty%20le%20dung%20han%20thang%20truoc",
        fails=(400, 503),
    ),
    "/api/v1/rows/{name}": Operation(
        summary="Các dòng mà một chỉ số đếm, từng trang; trang sau: cursor = next của trang trước",
        answer=ANY,
        path={"name": (TEXT, "Mã chỉ số")},
        query={**ROWS, "cursor": (TEXT, "next của trang trước"), "limit": (TEXT, "1–1000")},
        example="/api/v1/rows/overdue?limit=5",
        fails=(400, 404, 503),
    ),
    "/api/v1/rows/{name}.csv": Operation(
        summary="Tất cả các dòng đó, CSV cho bảng tính",
        answer=TEXT,
        media=CSV,
        path={"name": (TEXT, "Mã chỉ số")},
        query=ROWS,
        fails=(400, 404, 503),
    ),
    "/api/v1/metrics": Operation(
        summary="Từ điển chỉ số", answer=listed(ref("Metric")), example="/api/v1/metrics", fails=()
    ),
    "/api/v1/sources": Operation(
        summary="Tuổi và độ đầy đủ của các nguồn",
        answer=listed(ANY),
        example="/api/v1/sources",
    ),
    "/api/v1/quarantine.csv": Operation(
        summary="Các dòng cần sửa",
        answer=TEXT,
        media=CSV,
        query={"source": (TEXT, "Mã nguồn")},
        fails=(400, 503),
    ),
    "/api/v1/frozen": Operation(
        summary="Các bộ số liệu chốt", answer={"type": ["array", "object"]}
    ),
    "/api/v1/frozen/{name}": Operation(
        summary="Một bộ số liệu chốt", answer=ANY, path={"name": (TEXT, "Tên bộ")}, fails=(404, 503)
    ),
    **{
        f"/api/v1/briefing.{name}": Operation(
            summary=f"Một trang với các bộ lọc, thành tệp {called}",
            answer={"type": "string", "format": "binary"},
            media=media,
            query=_BRIEFED,
            fails=(400, 503),
        )
        for name, (called, media) in BRIEFINGS.items()
    },
    "/api/v1/sheets.zip": Operation(
        summary="Phiếu của mọi đơn vị, mỗi đơn vị một tệp, trong một tệp ZIP",
        answer={"type": "string", "format": "binary"},
        media="application/zip",
        query={name: each for name, each in _BRIEFED.items() if name != "made"}
        | {
            "each": (one_of("agency", "district", "area"), "Mỗi tệp một đơn vị nào"),
            "format": (one_of(*BRIEFINGS), "Định dạng của từng tệp; mặc định pdf"),
        },
        fails=(400, 429, 503),
    ),
    **{
        f"/api/v1/siting{ending}": Operation(
            summary=f"Vị trí N trạm mới phủ được nhiều người chưa có sóng nhất, {called}",
            answer=ANY if media == JSON else TEXT,
            media=media,
            query=_SITED,
            example="" if ending else "/api/v1/siting?new=5",
            fails=(400, 503),
        )
        for ending, (called, media) in SITINGS.items()
    },
    f"{HERE}/datapackage.json": Operation(
        summary="Mô tả dữ liệu mở (Frictionless Data Package): tệp, cột, giấy phép, nguồn",
        answer=ANY,
        example=f"{HERE}/datapackage.json",
    ),
    f"{HERE}/{{breakdown}}/{{year}}.csv": Operation(
        summary="Mọi chỉ số theo tháng của một năm, CSV (UTF-8)",
        answer=TEXT,
        media=CSV,
        path=_YEAR,
        example=f"{HERE}/district/2024.csv",
        fails=(400, 503),
    ),
    "/api/v1/cubes": Operation(
        summary="Tổng theo tháng và cấp cho trung ương, ký số: dòng đầu nói về tỉnh, nguồn và các"
        " tháng, mỗi dòng sau một ô, dòng cuối là chữ ký Ed25519; cần khóa vai trò 'nation'",
        answer=TEXT,
        media="application/json",
        query={
            "since": (TEXT, "Phiên bản đã có; kèm Tamnhin-Months thì chỉ gửi tháng đã đổi"),
            "nonce": (TEXT, "Chuỗi ngẫu nhiên của bên hỏi, được ký cùng câu trả lời"),
        },
        fails=(400, 503),
    ),
    "/api/v1/openapi.json": Operation(
        summary="Tài liệu này (OpenAPI)", answer=ANY, example="/api/v1/openapi.json", fails=()
    ),
    "/outlines/{key}.geojson": Operation(
        summary="Ranh giới các xã (GeoJSON)",
        answer=ANY,
        media="application/geo+json",
        path={"key": (TEXT, "Cơ sở dữ liệu và phiên bản của ranh giới")},
    ),
    "/healthz": Operation(summary="Tiến trình đang chạy", answer=ANY, fails=()),
    "/readyz": Operation(summary="Sẵn sàng trả lời", answer=ANY),
    "/metrics": Operation(summary="Số đo cho giám sát (Prometheus)", answer=TEXT, media=PLAIN),
}


def shaped(operation: Operation) -> dict[str, Any]:
    """As OpenAPI writes it."""
    problem = {"application/problem+json": {"schema": ref("Problem")}}
    failing = {
        str(code): {"description": WHY[code], "content": problem}
        for code in (*operation.fails, *AT_THE_DOOR)
    }
    content = {operation.media: {"schema": operation.answer}}
    return {
        "summary": operation.summary,
        "parameters": [
            *_parameters("path", operation.path),
            *_parameters("query", operation.query),
        ],
        "responses": {"200": {"description": operation.summary, "content": content}, **failing},
    }


def _parameters(place: str, of: Mapping[str, tuple[Schema, str]]) -> Iterator[dict[str, Any]]:
    for name, (schema, said) in of.items():
        known = {"name": name, "in": place, "schema": schema, "description": said}
        yield {**known, "required": place == "path"}


AT_THE_DOOR = (401, 403, 429)
WHY = {
    401: "Chưa đăng nhập, hoặc khóa không còn hiệu lực",
    403: "Ngoài phạm vi hoặc vai trò của tài khoản",
    429: "Quá nhiều yêu cầu; Retry-After cho biết chờ bao lâu",
    400: "Bộ lọc hoặc giá trị không có; câu trả lời nêu các giá trị đúng",
    404: "Không có chỉ số hoặc tên này; câu trả lời nêu tên gần nhất",
    503: "Chưa có dữ liệu, hoặc cơ sở dữ liệu đang không trả lời",
}
