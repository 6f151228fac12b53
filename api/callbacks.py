"""Requests of the page's own program (Dash's): what it could not have sent goes no further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dash.exceptions import CallbackException, DependencyException
from flask import Flask, Response, request

from api.problems import problem
from components import ids
from data_access.errors import TamNhinError

UPDATE = "/_dash-update-component"
MOST_BYTES = 512 * 1024  # of a request; the largest that a page sends has a hundredth of it
LONGEST = 8_000  # letters of a value: longer than any address that a browser sends
DEEPEST = 8  # levels of a value
_KINDS: Mapping[tuple[str, str], type | tuple[type, ...]] = {
    (ids.VERSION, "data"): int,
    (ids.THEME, "data"): str,
    (ids.CHOICES, "data"): str,
}
_KINDS_OF: Mapping[str, type | tuple[type, ...]] = {
    "pathname": str,
    "search": str,
    "value": str,
    "n_intervals": int,
    "n_clicks": int,
    ids.PLACES: str,
    ids.HAD: str,
    "getRowsRequest": dict,
}
Callbacks = Mapping[str, Mapping[str, Any]]


class NotOurs(TamNhinError):
    """No page of this program sends this."""

    def __init__(self) -> None:
        super().__init__(
            vi="Yêu cầu không phải do trang này gửi. Mở lại trang.",
            en="No page sends this request. Open the page again.",
        )


def guard_callbacks(server: Flask, callbacks: Callbacks) -> None:
    """Once all callbacks are known."""
    server.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    server.register_error_handler(DependencyException, lambda _: ("", 404))
    server.register_error_handler(CallbackException, lambda _: problem(NotOurs()))

    @server.before_request
    def checked() -> Response | None:
        asks = request.path == UPDATE and request.method == "POST"
        return problem(NotOurs()) if asks and not is_ours(_body(), callbacks) else None


def _body() -> Any:
    try:
        return request.get_json(silent=True)
    except RecursionError:  # brackets within brackets
        return None


def is_ours(body: Any, callbacks: Callbacks) -> bool:
    """Whether it has the form of a request for one of the callbacks, each value of its kind."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = callbacks.get(body["output"])
    if known is None:
        return False
    changed = body.get("changedPropIds", [])
    return (
        _alike(body.get("inputs", []), known["inputs"])
        and _alike(body.get("state", []), known["state"])
        and _named(body.get("outputs"))
        and isinstance(changed, list)
        and all(isinstance(each, str) for each in changed)
    )


def _alike(given: Any, wanted: Sequence[Mapping[str, Any]]) -> bool:
    if not isinstance(given, list) or len(given) != len(wanted):
        return False
    return all(_is(each, like) for each, like in zip(given, wanted, strict=True))


def _is(given: Any, like: Mapping[str, Any]) -> bool:
    if not isinstance(given, dict) or given.get("property") != like["property"]:
        return False
    pattern = str(like["id"]).startswith("{")
    same = isinstance(given.get("id"), dict) if pattern else given.get("id") == like["id"]
    return same and _fits(given.get("value"), str(like["id"]), like["property"])


def _fits(value: Any, name: str, prop: str) -> bool:
    if value is None:
        return prop != "pathname"  # a page always has an address
    kind = _KINDS.get((name, prop)) or _KINDS_OF.get(prop)
    return (kind is None or isinstance(value, kind)) and _bounded(value, DEEPEST)


def _bounded(value: Any, levels: int) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and "\x00" not in value
    if isinstance(value, dict | list):
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        return levels > 0 and all(_bounded(each, levels - 1) for each in inner)
    return True


def _named(outputs: Any) -> bool:
    """One, or a list of them."""
    every = outputs if isinstance(outputs, list) else [outputs]
    return all(isinstance(each, dict) and {"id", "property"} <= each.keys() for each in every)


def addressed() -> list[str]:
    """The pages that a request of this kind is about, as it says."""
    return [str(each.get("value")) for each in _told() if each.get("property") == "pathname"]


def by_itself() -> bool:
    """Whether a page asks because data have changed, not because somebody did something."""
    body = _body()
    changed = body.get("changedPropIds") if isinstance(body, dict) else None
    return changed == [f"{ids.VERSION}.data"]


def _told() -> Iterator[dict[str, Any]]:
    body = _body()
    for part in ("inputs", "state"):
        given = body.get(part) if isinstance(body, dict) else None
        every = given if isinstance(given, list) else []
        yield from (each for each in every if isinstance(each, dict))
