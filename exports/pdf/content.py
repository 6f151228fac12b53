"""A briefing as plain data for the page template: texts stay data, so none can be markup."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from exports.briefing import Briefing, Drawn, Head, Kind, Piece, Table, Term
from exports.fonts import FIGURES, TEXT
from exports.marks import glyph
from exports.palette import palette
from exports.picture import height_of, said_of, svg
from exports.prose import unbroken
from exports.provenance import BETWEEN, continued, demonstration, link, moment, parts, table_of
from wording.words import Words

WIDTH_MM = 170.0  # of A4 between its margins


def content_of(of: Briefing) -> dict[str, Any]:
    words = of.head.words
    return {
        "lang": of.head.lang,
        "colours": {name: f"#{value}" for name, value in palette().items()},
        "fonts": {"text": [TEXT], "figures": [FIGURES, TEXT]},
        "head": _head(of.head),
        "words": _words(words),
        "summary": [unbroken(said) for said in of.summary],
        "sections": [
            {"title": section.title, "pieces": [_piece(of, piece) for piece in section.pieces]}
            for section in of.sections
        ],
        "sources": list(of.sources),
        "terms": [_term(term, words) for term in of.terms],
    }


def _head(head: Head) -> dict[str, Any]:
    words = head.words
    age = moment(head.as_of) if head.as_of else words("Chưa có dữ liệu")
    return {
        "title": head.title,
        "province": head.province,
        "filters": head.filters,
        "link": head.link,
        "demonstration": demonstration(head),
        "facts": [
            [words("Số liệu đến"), age],
            [words("Phiên bản dữ liệu"), str(head.data_version)],
            [words("Lập lúc"), moment(head.made_at)],
        ],
    }


def _words(words: Words) -> dict[str, str]:
    return {
        "briefing": words("Báo cáo điều hành"),
        "summary": words("Tóm tắt"),
        "sources": words("Nguồn số liệu"),
        "terms": words("Định nghĩa"),
        "screen": words("Xem trên màn hình"),
        "empty": words("Chưa có dữ liệu"),
        "page": words("Trang {page} / {pages}"),
    }


def _piece(of: Briefing, piece: Piece) -> dict[str, Any]:
    return {
        "title": piece.title,
        "sub": piece.sub,
        "note": BETWEEN.join(parts(of, piece)),
        "link": urljoin(of.head.link, link(of, piece)),
        "chart": _picture(piece, of.head) if isinstance(piece, Drawn) else None,
        "table": _table(table_of(piece)) | {"continued": continued(piece.title, of.head.words)},
    }


def _picture(piece: Drawn, head: Head) -> dict[str, Any]:
    height = height_of(piece, WIDTH_MM)
    drawn = svg(piece, head, width_mm=WIDTH_MM, height_mm=height)
    return {"svg": drawn.decode(), "said": said_of(piece)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {"title": column.title, "kind": column.kind.value, "width": column.width}
            for column in table.columns
        ],
        "rows": [
            [
                {
                    "text": unbroken(cell.text),
                    "mark": glyph(cell.status)
                    if cell.status and column.kind is Kind.STATUS
                    else "",
                }
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ],
    }


def _term(term: Term, words: Words) -> dict[str, Any]:
    lines = (
        (words("Cách tính"), term.formula),
        (words("Căn cứ"), term.basis),
        (words("Nguồn"), term.source),
    )
    return {
        "name": term.name,
        "meaning": term.meaning,
        "lines": [[label, said] for label, said in lines if said],
    }
