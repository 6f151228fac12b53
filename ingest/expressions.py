"""What a measure says, worked out by numpy over rows in memory instead of by a database.

The expressions are those of the measures: no second definition. As in SQL, a comparison with what
is not known is neither true nor false. Only the kinds of expressions that measures use are
understood; any other raises TypeError, so it cannot be worked out wrongly.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sqlalchemy import BindParameter, Case, Column, ColumnElement
from sqlalchemy.sql import elements, operators

Array: TypeAlias = npt.NDArray[Any]
Mask: TypeAlias = npt.NDArray[np.bool_]
_KNOWN = np.array(True)


@dataclass(frozen=True, slots=True)
class Values:
    """A value a row, or one for all; it means nothing where `known` is false."""

    data: Array
    known: Mask

    @property
    def true(self) -> Mask:
        return self.data.astype(bool) & self.known

    @property
    def false(self) -> Mask:
        return ~self.data.astype(bool) & self.known


Columns: TypeAlias = Mapping[str, Values]


def worked_out(of: ColumnElement[Any], columns: Columns) -> Values:
    for kind, work in _KINDS.items():
        if isinstance(of, kind):
            return work(of, columns)
    raise TypeError(f"{type(of).__name__} is not worked out over rows in memory: {of}")


def _column(of: Any, columns: Columns) -> Values:
    return columns[of.name]


def _literal(of: Any, _: Columns) -> Values:
    return Values(np.array(int(of.name)), _KNOWN)


def _bound(of: Any, _: Columns) -> Values:
    return Values(np.array(of.value), _KNOWN)


def _inside(of: Any, columns: Columns) -> Values:
    return worked_out(of.element, columns)


def _case(of: Any, columns: Columns) -> Values:
    found = worked_out(of.else_, columns)
    for condition, then in reversed(of.whens):
        here, value = worked_out(condition, columns).true, worked_out(then, columns)
        found = Values(
            np.where(here, value.data, found.data), np.where(here, value.known, found.known)
        )
    return found


def _clauses(of: Any, columns: Columns) -> Values:
    parts = [worked_out(clause, columns) for clause in of.clauses]
    if of.operator is operators.and_:
        true = reduce(operator.and_, (part.true for part in parts))
        false = reduce(operator.or_, (part.false for part in parts))
    else:
        true = reduce(operator.or_, (part.true for part in parts))
        false = reduce(operator.and_, (part.false for part in parts))
    return Values(true, true | false)


def _binary(of: Any, columns: Columns) -> Values:
    left = worked_out(of.left, columns)
    if of.operator in (operators.is_, operators.is_not):
        same = _is(left, of.right)
        return Values(same if of.operator is operators.is_ else ~same, _KNOWN)
    if of.operator in (operators.in_op, operators.not_in_op):
        among = reduce(operator.or_, (left.data == value for value in of.right.value))
        return Values(among if of.operator is operators.in_op else ~among, left.known)
    if of.operator not in _PLAIN:
        raise TypeError(f"{of.operator} is not worked out over rows in memory: {of}")
    right = worked_out(of.right, columns)
    return Values(of.operator(left.data, right.data), left.known & right.known)


def _is(left: Values, right: Any) -> Mask:
    if isinstance(right, elements.Null):
        return ~left.known
    return left.true if isinstance(right, elements.True_) else left.false


_PLAIN = (
    *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge),
    *(operator.add, operator.sub, operator.mul, operator.mod, operator.floordiv),
)
# In this order: some are kinds of one another.
_KINDS: dict[Any, Callable[[Any, Columns], Values]] = {
    Column: _column,
    elements.ColumnClause: _literal,
    BindParameter: _bound,
    elements.AsBoolean: _inside,
    elements.Grouping: _inside,
    Case: _case,
    elements.BooleanClauseList: _clauses,
    elements.BinaryExpression: _binary,
}
