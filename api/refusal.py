"""What somebody who is refused a page reads: why, and the way back."""

from __future__ import annotations

from dash import html
from flask import Response, request

from api.problems import problem
from components.form import form_said
from components.index import language, theme
from components.plain_page import door, plain_page
from config.request_id import request_id
from data_access.errors import TamNhinError
from wording.words import words_in

HTML = "text/html"


def refusal(error: TamNhinError) -> Response:
    """A page for a browser that asks for one, a problem document for everybody else; the same
    status."""
    told = problem(error)
    if request.method != "GET" or HTML not in list(request.accept_mimetypes.values()):
        return told
    words = words_in(language())
    said = form_said(error.en if words.lang == "en" else error.vi, "missed")
    title = words("Không mở được trang này")
    back = html.A(words("Về trang đầu"), href="/", className="btn")
    which = html.P([words("Mã yêu cầu"), " ", html.Code(request_id())], className="request-id")
    body = door(title, [said, html.P(back), which], province="")
    page = plain_page(title, body, words=words, theme=theme())
    return Response(page, status=told.status_code, mimetype=HTML)
