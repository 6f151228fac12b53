"""Text files gone wrong."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from random import Random

from tests.integration.faults.malformed.case import (
    ASIDE,
    BAD,
    EITHER,
    GOOD,
    HEADER,
    Case,
    always,
    csv_bytes,
    csv_text,
    cut,
    later,
    packed,
)

_ROWS = [HEADER, *GOOD]
_TEXT = csv_text(_ROWS)
_VIETNAMESE_1258 = "S\u01a1\u0309 Tu\u031b pha\u0301p".encode("cp1258", "ignore")
_COLUMNS = ["code", "agency_code", "field", "channel", "received_at", "paused_days"]
_DOSSIER = ["D1", "A000", "Đất đai", "online", "03/06/2024 08:00", "1"]
_WRONG = (
    (0, ""),
    (1, "A000" * 50),
    (3, "x" * 100_000),
    (4, "31/02/2024"),
    (4, "99999999999"),
    (4, "2024-06-03T25:61"),
    (4, "2024-06-03T08+7:00"),
    (4, "=A1"),
    (5, "99999"),
    (5, "9" * 400),
    (5, "1e999"),
    (5, "nan"),
)
_MIXED_ENDS = ("\r\n", "\r", "\n")


def texts() -> Iterator[Case]:
    yield from _encodings()
    yield from _headers()
    yield from _shapes()
    yield from _quotes()
    yield from _packings()
    yield from _binaries()
    yield from _values()


def _encodings() -> Iterator[Case]:
    says = 'encoding = "{}"'.format
    yield Case("utf16_as_utf8.csv", always(_TEXT.encode("utf-16")), source=says("utf-8"))
    yield Case("utf8_as_utf16.csv", always(_TEXT.encode() + b"x"), source=says("utf-16"))
    yield Case("utf8_as_ascii.csv", always(_TEXT.encode()), source=says("ascii"))
    yield Case("cp1258_as_utf8.csv", always(_TEXT.encode("ascii", "replace") + _VIETNAMESE_1258),
               source=says("utf-8"))  # fmt: skip
    yield Case("undefined_in_cp1258.csv", always(csv_bytes([HEADER]) + b"a;\x9d\x8f;province\n"))
    yield Case("undefined_named.csv", always(_TEXT.encode() + b"\x81\x8d"), source=says("cp1258"))
    for position in (2, 5, 11, 17):
        half = _TEXT.encode()[: -position * 3].rsplit("Quảng".encode(), 1)[0] + "Quả".encode()[:-1]
        yield Case(f"half_a_letter_{position}.csv", always(half))
        yield Case(f"half_a_letter_{position}.csv.gz", always(packed(half)))
    for name in ("utf-16-le", "utf-16-be", "utf-16"):
        yield Case(f"odd_{name}.csv", always(_TEXT.encode(name)[:-1]))
    for stray in (b"\xff", b"\xc3\x28", b"\xed\xa0\x80"):
        mixed = _TEXT.encode() + b"A1;" + stray + b";province\n"
        yield Case(f"stray_{stray.hex()}.csv", always(mixed))


def _headers() -> Iterator[Case]:
    yield Case("empty.csv", always(b""))
    yield Case("empty.tsv", always(b""))
    yield Case("empty.csv.gz", always(packed(b"")))
    yield Case("mark_only.csv", always(b"\xef\xbb\xbf"))
    yield Case("blank_lines.csv", always(b"\n\r\n \n;;;\n"))
    for end in ("", "\n", "\r\n", "\n\n\n", "\n;;\n"):
        only = (";".join(HEADER) + end).encode()
        yield Case(f"header_only_{len(end)}{end.count(';')}.csv", always(only))
    yield Case("header_only.csv.gz", always(packed(csv_bytes([HEADER]))))
    yield Case("header_only_16.csv", always(csv_text([HEADER]).encode("utf-16")))
    yield Case("titles_only.csv", always("BÁO CÁO;;\nNăm 2024;;\n".encode()))
    yield Case("header_and_total.csv", always(csv_bytes([HEADER, ["Tổng cộng", "", "12"]])))
    for twice in (["code", "name", "code", "level"], ["code", "Code", "name", "level"][:3] * 2):
        rows = [twice, *([*row, "province", "x", "y"][: len(twice)] for row in GOOD)]
        yield Case(f"twice_{len(twice)}.csv", always(csv_bytes(rows)))
    yield Case("twice_by_accents.csv", always("CÓDE;Codẽ;name;level\n1;2;x;province\n".encode()))
    for absent in HEADER:
        rows = [[cell for cell, name in zip(row, HEADER, strict=True) if name != absent]
                for row in _ROWS]  # fmt: skip
        yield Case(f"without_{absent}.csv", always(csv_bytes(rows)))
    yield Case("no_header.csv", always(csv_bytes(GOOD)))
    yield Case("header_row_99.csv", always(csv_bytes(_ROWS)), source="header_row = 99")
    wide = [";".join([*HEADER, *map(str, range(3000))]), ";" * 3002]
    yield Case("wide.csv", always("\n".join(wide).encode()))


def _shapes() -> Iterator[Case]:
    for seed in range(6):
        yield Case(f"ragged_{seed}.csv", _ragged, ASIDE)
        yield Case(f"mixed_ends_{seed}.csv", _mixed_ends, ASIDE)
    yield Case("other_delimiter.csv", always(_TEXT.replace(";", "^").encode()))
    yield Case("wrong_delimiter.csv", always(_TEXT.encode()), source='delimiter = "|"')
    long = "x" * 10_000_000
    for name, text in {
        "long_line.csv": f"{_TEXT}{long}",
        "long_field.csv": f"{_TEXT}A1;{long};province\nA2;y;province\n",
        "long_header.csv": f"{long};code\n1;2\n",
    }.items():
        yield Case(name, later(f"{text}".encode))
    yield Case("long_field.csv.gz", later(lambda: packed(f"{_TEXT}A1;{long};x\n".encode())))
    many = "y\n" * 5_000_000
    yield Case("long_quoted.csv", later(f'{_TEXT}A1;"{many}";province\n'.encode))


def _ragged(random: Random) -> bytes:
    rows = [list(row) for row in _ROWS]
    for at in random.sample(range(1, len(rows)), 5):
        rows[at] = rows[at][:-1] if random.random() < 0.5 else [*rows[at], "thừa", "nữa"]
    return csv_bytes(rows)


def _mixed_ends(random: Random) -> bytes:
    lines = [";".join(row) + random.choice(_MIXED_ENDS) for row in [*_ROWS, BAD, *GOOD[:3]]]
    return "".join(lines).encode()


def _quotes() -> Iterator[Case]:
    for seed in range(10):
        yield Case(f"open_quote_{seed}.csv", _open_quote, EITHER)
    yield Case("open_quote_last.csv", always((_TEXT + 'A1;x;"province').encode()), ASIDE)
    yield Case("open_quote_header.csv", always(('"' + _TEXT).encode()))


def _open_quote(random: Random) -> bytes:
    lines = csv_text([*_ROWS, BAD]).splitlines(keepends=True)
    at = random.randrange(1, len(lines) - 2)
    cells = lines[at].split(";")
    cells[random.randrange(3)] = f'"{cells[0]}'
    return "".join([*lines[:at], ";".join(cells), *lines[at + 1 :]]).encode()


def _packings() -> Iterator[Case]:
    whole = packed(_TEXT.encode() * 20)
    for seed in range(8):
        yield Case(f"cut_{seed}.csv.gz", cut(lambda: whole))
    yield Case("no_gzip.csv.gz", always(_TEXT.encode()))
    yield Case("gzip_as.csv", always(whole))
    yield Case("wrong_checksum.csv.gz", always(whole[:-8] + b"\0" * 8))
    yield Case("damaged_middle.csv.gz", always(whole[:60] + b"\xff" * 20 + whole[80:]))
    yield Case("bomb.csv.gz", _gzip_bomb)


def _gzip_bomb(_: Random) -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, compresslevel=1) as made:
        made.write(csv_bytes([HEADER]))
        for _turn in range(130):
            made.write(b"x;y;province\n" + b" " * 1_000_000)
    return file.getvalue()


def _binaries() -> Iterator[Case]:
    for seed in range(6):
        yield Case(f"noise_{seed}.csv", lambda random: random.randbytes(20_000))
    for seed in range(3):
        yield Case(f"noise_{seed}.csv.gz", lambda random: packed(random.randbytes(20_000)))
    for size in (1, 3, 100_000):
        yield Case(f"zeros_{size}.csv", always(b"\0" * size))
    yield Case("zeros_after.csv", always(csv_bytes([HEADER]) + b"\0" * 4_000))
    for name, first in {
        "pdf": b"%PDF-1.7\n",
        "png": b"\x89PNG\r\n\x1a\n",
        "database": b"SQLite format 3\0",
        "program": b"\x7fELF",
        "photo": b"\xff\xd8\xff\xe0",
    }.items():
        yield Case(f"{name}.csv", always(first + _TEXT.encode()))


def _values() -> Iterator[Case]:
    for number, (at, value) in enumerate(_WRONG):
        row = [*_DOSSIER[:at], value, *_DOSSIER[at + 1 :]]
        text = csv_text([_COLUMNS, row], delimiter="\t")
        yield Case(f"value_{number}.tsv", always(text.encode()), ASIDE, table="dossiers")
