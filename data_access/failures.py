"""What a database reports, as our own errors: which database, what is wrong with it, what to do.

Only what comes from outside the program is translated: a wrong statement stays a bug, with its
traceback.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from data_access.errors import (
    DatabaseAway,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseRefused,
    NotReady,
    TamNhinError,
)


@dataclass(frozen=True, slots=True)
class _Failure:
    """`vi` and `en` may name the database `{where}` and what it `{said}`."""

    kind: type[TamNhinError]
    vi: str
    en: str

    def about(self, where: str, said: str) -> TamNhinError:
        given = {"where": where, "said": said}
        return self.kind(vi=self.vi.format(**given), en=self.en.format(**given))


AWAY = _Failure(
    DatabaseAway,
    "Không kết nối được cơ sở dữ liệu {where}: {said}. Kiểm tra máy chủ và TAMNHIN_DATABASE_URL,"
    " rồi chạy lại: nạp lại không làm trùng hay mất dòng nào.",
    "Cannot reach the database {where}: {said}. Check the server and TAMNHIN_DATABASE_URL, then run"
    " it again: a load that is repeated neither doubles nor loses a row.",
)
BUSY = _Failure(
    DatabaseBusy,
    "Cơ sở dữ liệu {where} đang bận hoặc bị chương trình khác khóa quá lâu ({said}). Chờ hoặc dừng"
    " chương trình đó, rồi thử lại.",
    "The database {where} is busy, or has been locked by another program for too long ({said})."
    " Wait for that program or stop it, then try again.",
)
FULL = _Failure(
    DatabaseFull,
    "Hết chỗ trên đĩa của cơ sở dữ liệu {where} ({said}). Chưa ghi gì. Giải phóng dung lượng, rồi"
    " chạy lại.",
    "The disk of the database {where} is full ({said}). Nothing was written. Free some space, then"
    " run it again.",
)
DISK = _Failure(
    DatabaseFull,
    "Đĩa của cơ sở dữ liệu {where} báo lỗi ({said}). Chưa ghi gì. Kiểm tra dung lượng, hạn mức và"
    " tình trạng đĩa, rồi chạy lại.",
    "The disk of the database {where} fails ({said}). Nothing was written. Check its space, quota"
    " and health, then run it again.",
)
READ_ONLY = _Failure(
    DatabaseReadOnly,
    "Cơ sở dữ liệu {where} chỉ cho đọc ({said}). Chưa ghi gì. Kiểm tra quyền ghi của tệp, thư mục"
    " hoặc tài khoản, và đĩa có bị gắn chỉ đọc không.",
    "The database {where} is read-only ({said}). Nothing was written. Check the rights of the file,"
    " its folder or the account, and whether the disk is mounted read-only.",
)
FORBIDDEN = _Failure(
    DatabaseReadOnly,
    "Tài khoản không có quyền trên cơ sở dữ liệu {where} ({said}). Cấp quyền đọc và ghi mọi bảng,"
    " hoặc dùng tài khoản khác trong TAMNHIN_DATABASE_URL.",
    "The account has no rights on the database {where} ({said}). Let it read and write all tables,"
    " or name another account in TAMNHIN_DATABASE_URL.",
)
DAMAGED = _Failure(
    DatabaseDamaged,
    "Tệp {where} bị hỏng hoặc không phải cơ sở dữ liệu ({said}). Khôi phục từ bản sao lưu, hoặc sửa"
    " TAMNHIN_DATABASE_URL.",
    "The file {where} is damaged or is no database ({said}). Restore it from a backup, or mend"
    " TAMNHIN_DATABASE_URL.",
)
REFUSED = _Failure(
    DatabaseRefused,
    "Cơ sở dữ liệu {where} không nhận dữ liệu này: {said}. Chưa ghi gì. Sửa dòng được nêu ở nguồn"
    " hoặc ở tệp ánh xạ, rồi chạy lại.",
    "The database {where} does not take these data: {said}. Nothing was written. Mend the row that"
    " it names, in the source or in the mapping, then run it again.",
)
NO_TABLES = _Failure(
    NotReady,
    "Cơ sở dữ liệu chưa có bảng. Chạy `tamnhin demo` hoặc `tamnhin load` trước.",
    "The database has no tables yet. Run `tamnhin demo` or `tamnhin load` first.",
)
ROLLUPS_DUE = _Failure(
    NotReady,
    "Chương trình mới cần dựng lại bảng tổng hợp trước khi có số liệu. Chạy `tamnhin check --mend`;"
    " `tamnhin serve` và `tamnhin load` cũng tự làm việc này khi bắt đầu.",
    "The new program must build the rollups anew before there are figures. Run"
    " `tamnhin check --mend`; `tamnhin serve` and `tamnhin load` do it too when they start.",
)

_SQLITE: Mapping[int, _Failure] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: AWAY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_CONSTRAINT: REFUSED,
    sqlite3.SQLITE_TOOBIG: REFUSED,
}
# https://www.postgresql.org/docs/15/errcodes-appendix.html: the code, else its class.
_POSTGRESQL: Mapping[str, _Failure] = {
    "08": AWAY,
    "22": REFUSED,
    "23": REFUSED,
    "25006": READ_ONLY,
    "40": BUSY,
    "42501": FORBIDDEN,
    "42P01": NO_TABLES,
    "53": BUSY,
    "53100": FULL,
    "55P03": BUSY,
    "57": AWAY,
    "57014": BUSY,  # given up at statement_timeout
    "58": DISK,
    "XX001": DAMAGED,
    "XX002": DAMAGED,
}


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """What the database reports in the block is raised as TamNhinError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, psycopg.Error, NoneFree) as error:
        failure, said = _failure(error)
        if failure is None:
            raise
        where = engine.url.render_as_string(hide_password=True)
        raise failure.about(where, said) from error


def _failure(error: Exception) -> tuple[_Failure | None, str]:
    if isinstance(error, NoneFree):
        return BUSY, "no connection is free"
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = " ".join(str(cause).split())
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(cause), said
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause), said
    return None, said


def _of_sqlite(error: sqlite3.Error) -> _Failure | None:
    if str(error).startswith("no such table"):
        return NO_TABLES
    code: int = getattr(error, "sqlite_errorcode", 0)  # errors of the module itself have none
    return _SQLITE.get(code & 0xFF)


def _of_postgresql(error: psycopg.Error) -> _Failure | None:
    code = error.sqlstate
    if code is None:  # nothing came from the server: it is away, or went in the middle
        return AWAY if isinstance(error, psycopg.OperationalError) else None
    return _POSTGRESQL.get(code) or _POSTGRESQL.get(code[:2])
