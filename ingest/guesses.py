"""What a load guesses of the way in which values are written, column by column: decided with its
first rows, kept to its end, and said."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from ingest import numbers
from ingest.mapping import Mapping
from ingest.notes import Notes
from ingest.tables import ColumnSpec, Kind, TableSpec
from ingest.times import EXCEL, day_first


class Guesses:
    def __init__(self, mapping: Mapping | None = None, notes: Notes | None = None) -> None:
        self.mapping = mapping or Mapping()
        self._notes = notes or Notes()
        self._decimals: dict[str, str | None] | None = None
        self._doubtful: dict[str, str] = {}
        self._commas: dict[str, None] = {}
        self._days: dict[str, bool] = {}
        self._serials: dict[str, None] = {}

    def learn(self, given: pd.DataFrame, spec: TableSpec) -> None:
        """Which decimal mark each column has, by the rows of the first chunk."""
        if self._decimals is not None:
            return
        texts = {
            column.name: [v for v in given[column.name].array if isinstance(v, str)]
            for column in spec.columns
            if column.kind is Kind.NUMBER and column.name in given
        }
        proofs = {name: numbers.proven(values) for name, values in texts.items()}
        anywhere = set().union(*proofs.values())
        self._decimals = {
            name: self.mapping.decimal or _decided(proofs[name], anywhere, values)
            for name, values in texts.items()
        }

    def number(self, column: ColumnSpec) -> Callable[[str], str]:
        """Turns a text of this column into one that a program reads as a number."""
        decided = (self._decimals or {}).get(column.name, self.mapping.decimal)
        only = self.mapping.decimal is not None

        def read(text: str) -> str:
            decimal = decided or _alone(text, whole=column.kind is Kind.INTEGER)
            if not only and not text.isdigit():
                self._see_number(column.name, text, decimal)
            return numbers.plain(text, decimal, only=only)

        return read

    def saw(self, column: str) -> Callable[[str, pd.Series], None]:
        """Takes the texts of this column that were read in a way not given by the mapping."""

        def see(form: str, texts: pd.Series) -> None:
            if form == EXCEL:
                self._serials[column] = None
            elif not self._days.get(column):
                self._days[column] = day_first(texts)

        return see

    def say(self) -> None:
        self._say_numbers()
        self._say_days()
        if self._serials:
            self._notes.say(
                vi=f"Số ngày kiểu Excel (45000 = 15/03/2023) ở cột {_listed(self._serials)}.",
                en=f"Serial days of Excel (45000 = 2023-03-15) in {_listed(self._serials)}.",
            )

    def _see_number(self, column: str, text: str, decimal: str) -> None:
        if column not in self._doubtful and numbers.is_doubtful(text):
            self._doubtful[column] = f"'{text}' = {numbers.plain(text, decimal, only=False)}"
        if decimal == ",":
            self._commas[column] = None

    def _say_numbers(self) -> None:
        commas = [column for column in self._commas if column not in self._doubtful]
        if commas:
            self._notes.say(
                vi=f"Dấu phẩy là phần thập phân (1.234,5) ở cột {_listed(commas)} "
                "(khai decimal nếu khác).",
                en=f"A comma is the decimal mark (1.234,5) in {_listed(commas)} "
                "(set decimal if another).",
            )
        for column, example in self._doubtful.items():
            self._notes.say(
                vi=f"Số có thể hiểu hai cách ở cột {column}: đọc {example} "
                "(khai decimal nếu khác).",
                en=f"Numbers of two meanings in {column}: {example} (set decimal if another).",
            )

    def _say_days(self) -> None:
        proven = [column for column, sure in self._days.items() if sure]
        unsure = [column for column, sure in self._days.items() if not sure]
        if proven:
            self._notes.say(
                vi=f"Ngày viết ngày/tháng/năm ở cột {_listed(proven)}.",
                en=f"Days written day/month/year in {_listed(proven)}.",
            )
        if unsure:
            self._notes.say(
                vi=f"Ngày có thể hiểu hai cách ở cột {_listed(unsure)}: đọc 03/04 là ngày 3 "
                'tháng 4 (khai date_formats = ["%m/%d/%Y"] nếu tháng đứng trước).',
                en=f"Days of two meanings in {_listed(unsure)}: 03/04 is read as 3 April "
                '(set date_formats = ["%m/%d/%Y"] if the month comes first).',
            )


def _decided(proofs: set[str], anywhere: set[str], texts: list[str]) -> str | None:
    for found in (proofs, anywhere):
        if len(found) == 1:
            return next(iter(found))
        if found:
            return None
    return "," if numbers.looks_grouped(texts) else None


def _alone(text: str, *, whole: bool) -> str:
    """The mark of a number that could be either: of whole numbers it groups, of others it is the
    decimal one."""
    other = {",": ".", ".": ","}
    mark = "," if "," in text else "."
    return other[mark] if whole else mark


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(columns)
