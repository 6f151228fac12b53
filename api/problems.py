"""Errors as RFC 9457 problem documents, with a Vietnamese and an English title."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Response

from access.errors import FromElsewhere, NotAllowed, SignInFirst, TooMany, WrongSecret
from config.request_id import request_id
from data_access.errors import MirrorTrouble, NotReady, TamNhinError, UnknownFilter, UnknownMetric
from data_access.frozen import NotFrozen, UnknownFrozen
from data_access.scope import OutOfScope
from metrics.published.operations import OPERATIONS

ADDRESSES = tuple(
    path.replace("{", "<").replace("}", ">") for path in OPERATIONS if path.startswith("/api/")
)


class UnknownAddress(TamNhinError):
    def __init__(self, address: str) -> None:
        super().__init__(
            vi=f"Không có địa chỉ '{address}'. Các địa chỉ: {', '.join(ADDRESSES)}",
            en=f"No address '{address}'. Addresses: {', '.join(ADDRESSES)}",
        )


class Unforeseen(TamNhinError):
    """What nobody has foreseen: said plainly, with the id by which the log tells the rest."""

    def __init__(self) -> None:
        super().__init__(
            vi="Chương trình gặp lỗi chưa lường trước. Thử lại; nếu vẫn lỗi, báo mã yêu cầu cho"
            " người quản trị.",
            en="The program met an error that nobody foresaw. Try again; if it stays, tell the"
            " administrator the request's id.",
        )


def problem(error: TamNhinError, **more: object) -> Response:
    """`more`: members of its own, as RFC 9457 allows."""
    status = _status(error)
    body: dict[str, object] = {
        "type": f"/problems/{type(error).__name__}",
        "status": status.value,
        "title": error.vi,
        "title_en": error.en,
    }
    if id := request_id():
        body |= {"request": id}
    if isinstance(error, UnknownFilter):
        body |= {"parameter": error.name, "value": error.value, "valid": list(error.valid)}
    if isinstance(error, UnknownMetric) and error.closest:
        body["closest"] = error.closest
    text = json.dumps(body | more, ensure_ascii=False)
    return Response(text, status=status.value, mimetype="application/problem+json")


def _status(error: TamNhinError) -> HTTPStatus:
    if isinstance(error, UnknownMetric | UnknownAddress | UnknownFrozen | NotFrozen):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, SignInFirst | WrongSecret):
        return HTTPStatus.UNAUTHORIZED
    if isinstance(error, OutOfScope | NotAllowed | FromElsewhere):
        return HTTPStatus.FORBIDDEN
    if isinstance(error, TooMany):
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(error, NotReady | MirrorTrouble):
        return HTTPStatus.SERVICE_UNAVAILABLE
    if isinstance(error, Unforeseen):
        return HTTPStatus.INTERNAL_SERVER_ERROR
    return HTTPStatus.BAD_REQUEST
