"""What is put where a program expects a name, a day or a number."""

from __future__ import annotations

from typing import Any

SQL = [
    "' OR '1'='1",
    "'; DROP TABLE dossiers; --",
    "1 UNION SELECT code, password FROM users",
    '" OR ""="',
    "on_time'/**/OR/**/1=1--",
    "1; SELECT pg_sleep(5)",
    "\\'; DELETE FROM agencies WHERE ''='",
    "%' AND 1=(SELECT COUNT(*) FROM dossiers) AND '%'='",
]
PATHS = [
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "....//....//etc/passwd",
    "..\\..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "var/secret_key",
    "%00.csv",
]
HEADERS = ["\r\nSet-Cookie: taken=1", "%0d%0aX-Taken: 1", "a\nX-Taken: 1", "\u560a\u560dX-Taken: 1"]
SCRIPTS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1/x}",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "__proto__",
    "constructor",
]
UNICODE = ["\x00", "a\x00b", "\u202etxt.exe", "\u200b", "ﬁ", "İ", "ß" * 100, "١٢٣"]
UNICODE += ["😀" * 40, "\ufffd"]
SIZES = ["A" * 5_000, "9" * 400, "-1", "1e309", "NaN", "0x1F", "%", "%s%n", "[" * 900, "null", ""]
DAYS = ["2024-13-45", "0000-00-00", "9999-12-31", "0001-01-01", "2024-12-27T25:00", "30/02/2024"]
TEXTS = [*SQL, *PATHS, *HEADERS, *SCRIPTS, *UNICODE, *SIZES, *DAYS]


def deep(levels: int) -> Any:
    found: Any = "x"
    for level in range(levels):
        found = [found] if level % 2 else {"a": found}
    return found


VALUES: list[Any] = [*TEXTS, 0, -1, 2**70, 1.5, True, [], {}, ["a"], {"a": 1}, deep(6), deep(200)]
