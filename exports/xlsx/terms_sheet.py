"""The last sheet: what each figure means, and what that rests on."""

from __future__ import annotations

from exports.xlsx.book import TOP, Book, tall

WIDTHS = (34, 56, 44, 52, 20)  # letters


def terms_sheet(book: Book, name: str, title: str) -> None:
    words = book.of.head.words
    sheet = book.sheet(name, title)
    titles = [
        words("Chỉ số"),
        words("Ý nghĩa"),
        words("Cách tính"),
        words("Căn cứ"),
        words("Nguồn"),
    ]
    book.heading(sheet, titles, [False] * len(titles))
    look = book.look(text_wrap=True, bottom=1)
    for row, term in enumerate(book.of.terms, start=TOP + 1):
        said = (term.name, term.meaning, term.formula, term.basis, term.source)
        sheet.set_row(row, tall(said, WIDTHS))
        for column, text in enumerate(said):
            sheet.write_string(row, column, text, look)
    for column, wide in enumerate(WIDTHS):
        sheet.set_column(column, column, wide)
    sheet.freeze_panes(TOP + 1, 1)
    sheet.repeat_rows(TOP)
