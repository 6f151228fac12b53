"""A process of its own that forecasts: a question on its standard input, the answer on its output.

It lives for some seconds and takes what statsmodels takes, so that no server process does.
"""

from __future__ import annotations

import pickle
import sys


def main() -> None:
    from metrics.forecast import Forecaster

    question = pickle.load(sys.stdin.buffer)  # noqa: S301 (of the process that started this one)
    pickle.dump(Forecaster(question).all(), sys.stdout.buffer)


if __name__ == "__main__":
    main()
