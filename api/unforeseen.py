"""An error that nobody has foreseen is answered like any other: a page for people, a problem for
programs."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import InternalServerError

from api.gate import PROGRAMS
from api.problems import Unforeseen, problem
from api.refusal import refusal


def tell_unforeseen(server: Flask) -> None:
    @server.errorhandler(InternalServerError)
    def told(_: InternalServerError) -> Response:
        error = Unforeseen()
        return problem(error) if request.path.startswith(PROGRAMS) else refusal(error)
