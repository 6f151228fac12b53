"""A process of its own: a question on its standard input, the answer, or our own error, on its
output."""

from __future__ import annotations

import pickle
import sys
from typing import Any

from data_access.errors import TamNhinError


def main() -> None:
    question = pickle.load(sys.stdin.buffer)  # noqa: S301 (of the process that started this one)
    pickle.dump(_answer(question), sys.stdout.buffer)


def _answer(question: Any) -> Any:
    try:
        return question.answered()
    except TamNhinError as error:
        return error


if __name__ == "__main__":
    main()
