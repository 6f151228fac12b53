"""The gate: every request shows who sends it before anything else is done for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, redirect, request
from flask_login import LoginManager, current_user

from access import displays, keys, sessions
from access.bearer import DISPLAY, Bearer
from access.current import viewer
from access.doors import Doors, hashed
from access.errors import FromElsewhere, NotAllowed, SignInFirst
from access.roles import Right, Role
from access.viewer import GIVEN, Kind, Viewer
from api.at_home import at_home
from api.callbacks import UPDATE, addressed, by_itself
from api.problems import problem
from api.refusal import refusal
from data_access.errors import DatabaseTrouble, TamNhinError

if TYPE_CHECKING:
    from data_access.cache import SharedCache

FREE = ("/assets/", "/_dash-component-suites/", "/_favicon.ico", "/favicon.ico")
HEALTH = ("/healthz", "/readyz")
DOORS = ("/signin", "/pair")
WALL, PAIR = "/wall", "/pair"
BACKGROUND = "/api/v1/version"
PROGRAMS = ("/api/", "/_dash", "/metrics", "/outlines/", "/spots/", "/tiles/")
SAFE = ("GET", "HEAD", "OPTIONS")
DISPLAY_MAY = (WALL, PAIR, "/_dash-layout", "/_dash-dependencies", UPDATE, BACKGROUND, "/outlines/")
NEEDS = (
    ("/api/v1/rows/", Right.ROWS),
    ("/api/v1/quarantine", Right.MEND),
    ("/api/v1/cubes", Right.CUBES),
    ("/admin", Right.ADMINISTER),
)
REMEMBERED_EVERY = timedelta(seconds=30)
HEALTHY = Viewer(kind=Kind.COMMAND, id=0, name="health", role=Role.DISPLAY)


def guard_doors(server: Flask, doors: Doors, cache: SharedCache, *, open_doors: bool) -> None:
    """Before any other look at a request."""
    login = LoginManager(server)
    login.session_protection = None  # sessions are kept here, and a telephone changes its address
    recall = _Recall(doors, cache)

    @login.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> Bearer | None:
        found = recall.viewer_of(token)
        return Bearer(token, found) if found else None

    @server.before_request
    def gate() -> Any:
        if _is_free():
            return None
        try:
            g.viewer = _who(doors, open_doors=open_doors)
            _require_home(g.viewer)
            if not request.path.startswith(DOORS):
                _require_right(viewer())
        except SignInFirst as error:
            return _to_the_door(error)
        except TamNhinError as error:
            return problem(error) if request.path.startswith(PROGRAMS) else refusal(error)
        return None

    @server.after_request
    def nobody_elses(answer: Response) -> Response:
        """What one viewer was answered is kept for nobody else."""
        if g.get("viewer") is not None and "Cache-Control" not in answer.headers:
            answer.headers["Cache-Control"] = "private, no-cache"
        return answer


def _is_free() -> bool:
    """By the rule that answers: another path may look like one of these and be a page."""
    return request.url_rule is not None and request.url_rule.rule.startswith(FREE)


def _who(doors: Doors, *, open_doors: bool) -> Viewer | None:
    given = request.environ.get(GIVEN)
    if isinstance(given, Viewer):
        return given
    if request.path in HEALTH or (request.path == "/metrics" and at_home()):
        return HEALTHY
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return keys.viewer_of(doors, key.strip())
    if current_user.is_authenticated:
        found: Viewer = current_user.viewer
        return found
    if open_doors:
        role = Role.OFFICER if at_home() else Role.LEADER
        return Viewer(kind=Kind.GUEST, id=0, name="guest", role=role)
    return None


def _require_home(found: Viewer | None) -> None:
    """A change comes from one of our own pages: browsers say where from, and only they bring a
    cookie along by themselves."""
    if request.method in SAFE or (found and found.kind is Kind.KEY):
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is not None:
        ours = urlsplit(origin).netloc == request.host
    else:
        ours = site in ("same-origin", "none") or (site is None and not request.cookies)
    if not ours:
        raise FromElsewhere


def _require_right(found: Viewer) -> None:
    path = request.path
    if path in HEALTH or found is HEALTHY:
        return
    if found.kind is Kind.DISPLAY:
        _require_wall(path)
        return
    needs = next((right for start, right in NEEDS if path.startswith(start)), Right.FIGURES)
    if not found.may(needs):
        raise NotAllowed


def _require_wall(path: str) -> None:
    """A screen shows its wall, and asks for nothing else."""
    if path == UPDATE and not (addressed() and all(map(_is_wall, addressed()))):
        raise NotAllowed
    if not path.startswith(DISPLAY_MAY) or (path.startswith(WALL) and not _is_wall(path)):
        raise NotAllowed


def _is_wall(path: str) -> bool:
    return path == WALL or path.startswith(f"{WALL}/")


def _to_the_door(error: SignInFirst) -> Response:
    """Programs are told so; a person is led to the form, and from there to where they were going;
    a screen to the code by which it is paired."""
    if request.method not in SAFE or request.path.startswith(PROGRAMS):
        answer = problem(error)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="tamnhin"'
        return answer
    if _is_wall(request.path):
        return redirect(PAIR, 303)  # type: ignore[return-value]
    to = request.full_path.rstrip("?")
    return redirect(f"/signin?{urlencode({'next': to})}", 303)  # type: ignore[return-value]


class _Recall:
    """Who a token belongs to; while the doors' database is away, whoever it did last."""

    def __init__(self, doors: Doors, cache: SharedCache) -> None:
        self._doors, self._cache = doors, cache
        self._told: dict[str, Any] = {}

    def viewer_of(self, token: str) -> Viewer | None:
        name = ("viewer", hashed(token))
        try:
            found = self._asked(token)
        except DatabaseTrouble:
            kept: Viewer | None = self._cache.newest(name)
            return kept
        now = self._doors.now()
        if found and now - self._told.get(name[1], now - REMEMBERED_EVERY) >= REMEMBERED_EVERY:
            self._cache.put(name, found)
            self._told[name[1]] = now
        return found

    def _asked(self, token: str) -> Viewer | None:
        if token.startswith(DISPLAY):
            return displays.viewer_of(self._doors, token.removeprefix(DISPLAY))
        background = request.path == BACKGROUND or (request.path == UPDATE and by_itself())
        return sessions.viewer_of(self._doors, token, active=not background)
