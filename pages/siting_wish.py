"""What the address of the siting page wishes for, and the plan that answers it."""

from __future__ import annotations

from dataclasses import replace

from data_access.errors import TamNhinError, UnknownFilter
from data_access.scope import OutOfScope
from metrics.siting.asking import Wish, plan_soon, wish_of
from metrics.siting.plan_types import Plan
from pages.page import Ask

NAME, PATH = "siting", "/siting"
WAITED_SECONDS = 0.5  # before the page is shown without it
OPTIONS = ("new", "technology", "setting", "strength", "weak")


def wish_of_page(ask: Ask) -> Wish:
    """Raises UnknownFilter."""
    options = {name: ask.query[name] for name in OPTIONS if name in ask.query}
    wish = wish_of(options, today=ask.view.anchor)
    return replace(wish, selection=ask.selection)


def plan_of(ask: Ask, wish: Wish, *, wait: float = WAITED_SECONDS) -> Plan | TamNhinError | None:
    """None while it is being worked out; an error where there can be none."""
    try:
        return plan_soon(ask.view, wish, wait=wait)
    except (UnknownFilter, OutOfScope):
        raise
    except TamNhinError as error:
        return error
