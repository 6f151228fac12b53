"""One pass over a text file before anything is loaded: its encoding, its size, and that it is
text. Whatever is wrong with the file as a whole is found here, while nothing is written yet."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ingest.files.trouble import missing, no_text, packed_badly, too_long, too_much, undecodable

UTF_8, CP1258 = "utf-8-sig", "cp1258"
_BLOCK = 1 << 20
_LONGEST_LINE = 8 << 20
_UNPACKED_FREELY, _MOST_TIMES = 100 << 20, 100
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a"]
_MOST_CONTROLS = 0.02


@dataclass(frozen=True, slots=True)
class Scan:
    """`lines`: how many; `size`: characters; `quoted`, `nul`: whether there is any such one."""

    encoding: str
    lines: int
    size: int
    quoted: bool
    nul: bool


def scan(path: Path, given: str | None) -> Scan:
    """`given` is the encoding that the mapping names; without it, it is guessed. Raises
    TamNhinError for what is no text, damaged, in another encoding, or unpacks without end."""
    try:
        for encoding in (given,) if given else _guesses(path):
            counting = _Counting(path, encoding)
            try:
                return counting.run()
            except UnicodeError as error:
                if given or encoding != UTF_8 or not counting.ascii_before(error):
                    raise undecodable(path, encoding, counting.lines + 1) from error
        raise no_text(path)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise packed_badly(path, str(error)) from error
    except OSError as error:
        raise missing(path) from error


def opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _guesses(path: Path) -> tuple[str, ...]:
    with opened(path) as file:
        first = file.read(1 << 16)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    even, odd = first[0::2], first[1::2]
    high_of_ascii = len(odd) * 0.3  # Vietnamese text has at least that share of plain letters
    if odd.count(0) > high_of_ascii > even.count(0):
        return ("utf-16-le",)
    if even.count(0) > high_of_ascii > odd.count(0):
        return ("utf-16-be",)
    return (UTF_8, CP1258)


class _Counting:
    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding
        self._ascii = True
        self._run = 0
        self.lines = 0

    def run(self) -> Scan:
        quoted = nul = False
        size, last = 0, "\n"
        for text in self._texts():
            if not size:
                self._check_text(text)
            quoted = quoted or '"' in text
            nul = nul or "\0" in text
            self._count_lines(text)
            size, last = size + len(text), text[-1:] or last
        return Scan(self._encoding, self.lines + (last not in "\r\n"), size, quoted, nul)

    def ascii_before(self, error: UnicodeError) -> bool:
        """A damaged UTF-8 file has read well for a while; one of another encoding never does."""
        if not isinstance(error, UnicodeDecodeError):
            return False
        return self._ascii and error.object[: error.start].isascii()

    def _texts(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._encoding)()
        packed, unpacked = self._path.stat().st_size, 0
        with opened(self._path) as file:
            while block := file.read(_BLOCK):
                unpacked += len(block)
                if unpacked > max(_UNPACKED_FREELY, packed * _MOST_TIMES):
                    raise too_much(self._path, unpacked >> 20, "Kiểm tra nguồn.", "Check it.")
                text = decoder.decode(block)
                self._ascii = self._ascii and text.isascii()
                yield text
            yield decoder.decode(b"", final=True)

    def _count_lines(self, text: str) -> None:
        found = text.count("\n") or text.count("\r")
        self.lines += found
        end = max(text.rfind("\n"), text.rfind("\r"))
        self._run = len(text) - end if found else self._run + len(text)
        if self._run > _LONGEST_LINE:
            raise too_long(self._path, self.lines + 1, "8.000.000")

    def _check_text(self, text: str) -> None:
        controls = sum(map(text.count, _CONTROLS))
        if controls > len(text) * _MOST_CONTROLS:
            raise no_text(self._path)
