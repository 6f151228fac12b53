"""Why what a province answers, or does not answer, is not taken."""

from __future__ import annotations

from data_access.errors import TamNhinError


class Refused(TamNhinError):
    """It spoke, but not so that it can be believed: its last figures stay."""


class Unreached(TamNhinError):
    """Nobody answered, or only to say that it cannot."""


def nonsense(what_vi: str, what_en: str) -> Refused:
    return Refused(
        vi=f"Câu trả lời không đúng dạng: {what_vi}. Kiểm tra địa chỉ, và phiên bản chương trình"
        " của tỉnh.",
        en=f"The answer is not of the form agreed: {what_en}. Check the address, and the program's"
        " version there.",
    )


def unsigned() -> Refused:
    return Refused(
        vi="Chữ ký không đúng: số liệu bị sửa trên đường, hoặc khóa công khai của tỉnh đã đổi. Hỏi"
        " tỉnh: tamnhin federate --identity",
        en="The signature is wrong: figures were changed on their way, or the province's public key"
        " has changed. Ask it for: tamnhin federate --identity",
    )
