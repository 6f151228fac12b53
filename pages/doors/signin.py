"""Signing in: by password, by the province's provider, or by a link that works once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import html
from flask import Blueprint, request, session
from flask_login import login_user, logout_user
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from access import sessions
from access.accounts import verified
from access.bearer import Bearer
from access.current import viewer
from access.current_doors import doors
from access.errors import SignInFirst
from access.links import PATH as ONCE
from access.links import spend
from access.viewer import Kind
from components.index import theme
from components.plain_form import PlainField, Said, plain_form
from components.plain_page import door, plain_page
from data_access.errors import TamNhinError
from pages.doors.answers import Titled, here, words

SIGN_IN, SIGN_OUT = "/signin", "/signout"


def register(blueprint: Blueprint, province: Titled) -> None:
    @blueprint.get(SIGN_IN)
    def form() -> str:
        return door_page(province, request.args.get("next"))

    @blueprint.post(SIGN_IN)
    def by_password() -> Any:
        to = here(request.form.get("next"))
        try:
            if not doors().rules.passwords:
                raise SignInFirst
            found = verified(
                doors(), request.form.get("name", ""), request.form.get("password", "")
            )
            let_in(found.id, how="password")
        except TamNhinError as error:
            name = request.form.get("name", "")
            return door_page(province, to, error=error, name=name), 401
        return redirect(to, 303)

    @blueprint.get(f"{ONCE}<token>")
    def once(token: str) -> Any:
        try:
            let_in(spend(doors(), token), how="link")
        except TamNhinError as error:
            return door_page(province, None, error=error), 401
        return redirect("/", 303)

    @blueprint.post(SIGN_OUT)
    def out() -> Response:
        _end()
        logout_user()
        session.clear()
        return redirect(SIGN_IN, 303)


def let_in(account_id: int, *, how: str) -> None:
    """A new session, whatever there was in the browser before."""
    browser = request.headers.get("User-Agent", "")
    token = sessions.begin(doors(), account_id, browser=browser, how=how)
    found = sessions.viewer_of(doors(), token, active=False)
    if found is None:  # closed in this moment
        raise SignInFirst
    session.clear()
    session.permanent = True
    login_user(Bearer(token, found))


def _end() -> None:
    found = viewer()
    if found.kind is Kind.ACCOUNT:
        sessions.end(doors(), found.who, found.token)


def door_page(
    province: Titled, to: str | None, *, error: TamNhinError | None = None, name: str = ""
) -> str:
    say, rules = words(), doors().rules
    said = "" if error is None else error.en if say.lang == "en" else error.vi
    fields = [
        PlainField(
            name="name", label=say("Tên tài khoản"), value=name, auto="username", first=True
        ),
        PlainField(
            name="password",
            label=say("Mật khẩu"),
            kind="password",
            auto="current-password",
        ),
    ]
    told = Said(text=said) if said else None
    by_password = plain_form(
        SIGN_IN, fields, say("Đăng nhập"), hidden={"next": here(to)}, said=told
    )
    provider = rules.oidc
    other = None
    if provider:
        label = provider.label_en if say.lang == "en" else provider.label
        href = f"/signin/oidc?{urlencode({'next': here(to)})}"
        other = html.P(html.A(label, href=href, className="btn do"), className="or")
    helped = html.P(
        [
            say("Lần đầu, hoặc quên mật khẩu? Xin quản trị viên liên kết dùng một lần."),
            " ",
            say("Trên máy chủ:"),
            " ",
            html.Code("tamnhin link"),
        ],
        className="help",
    )
    alone = html.P(said, className="form-said") if said and not rules.passwords else None
    parts = [by_password if rules.passwords else alone, other, helped]
    body = door(say("Đăng nhập"), parts, province=province(say.lang))
    return plain_page(say("Đăng nhập"), body, words=say, theme=theme())
