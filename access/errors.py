"""What stands in the way at a door, and what to do about it."""

from __future__ import annotations

from data_access.errors import TamNhinError


class SignInFirst(TamNhinError):
    """Nobody knows who asks: 401."""

    def __init__(self) -> None:
        super().__init__(
            vi="Chưa đăng nhập, hoặc phiên đã hết. Đăng nhập lại.",
            en="Not signed in, or the session has ended. Sign in again.",
        )


class NotAllowed(TamNhinError):
    """Known, but not for this: 403."""

    def __init__(self) -> None:
        super().__init__(
            vi="Tài khoản của bạn không có quyền này. Hỏi quản trị viên.",
            en="Your account has no right to this. Ask an administrator.",
        )


class FromElsewhere(TamNhinError):
    """A change that another site's page asks for: 403."""

    def __init__(self) -> None:
        super().__init__(
            vi="Yêu cầu không đến từ trang này. Mở lại trang rồi thử lại.",
            en="The request does not come from this site. Open the page again and retry.",
        )


class TooMany(TamNhinError):
    """429."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            vi=f"Quá nhiều yêu cầu. Thử lại sau {seconds} giây.",
            en=f"Too many requests. Try again in {seconds} seconds.",
        )


class WrongSecret(TamNhinError):
    """Says neither whether there is such an account nor why it is not let in."""

    def __init__(self) -> None:
        super().__init__(
            vi="Tên hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa. Thử lại sau ít phút,"
            " hoặc hỏi quản trị viên.",
            en="Name or password is wrong, or the account is locked. Try again in a few minutes,"
            " or ask an administrator.",
        )


class SpentLink(TamNhinError):
    def __init__(self) -> None:
        super().__init__(
            vi="Liên kết này đã dùng hoặc đã hết hạn. Trên máy chủ: 'tamnhin link' để có liên kết"
            " mới.",
            en="This link has been used or is too old. On the server, 'tamnhin link' makes a new"
            " one.",
        )


class CannotBe(TamNhinError):
    """A name, a password, a role or a scope that cannot be one."""
