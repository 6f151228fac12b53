"""Signing in with the province's own accounts, by OpenID Connect (authorization code with PKCE).

Whoever the provider knows is let in as the account of that name, which an administrator has made.
"""

from __future__ import annotations

from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, current_app, request, session, url_for
from requests import RequestException
from werkzeug.utils import redirect

from access.accounts import account_named
from access.audit import recorded
from access.current_doors import doors
from access.errors import NotAllowed, WrongSecret
from config.access import Oidc
from data_access.errors import TamNhinError
from pages.doors.answers import Titled, here
from pages.doors.signin import door_page, let_in

START, BACK = "/signin/oidc", "/signin/oidc/back"
SECRET = "TAMNHIN_OIDC_SECRET"  # noqa: S105  (its name)  # pragma: allowlist secret
_CLIENT, _NEXT = "tamnhin.oidc", "next"


class ProviderSilent(TamNhinError):
    def __init__(self, said: object) -> None:
        super().__init__(
            vi=f"Nhà cung cấp tài khoản không trả lời đúng ({said}). Thử lại, hoặc dùng mật khẩu.",
            en=f"The account provider did not answer as it should ({said}). Try again, or use a"
            " password.",
        )


def register(blueprint: Blueprint, province: Titled) -> None:
    @blueprint.get(START)
    def oidc() -> Any:
        session[_NEXT] = here(request.args.get("next"))
        try:
            return _client().authorize_redirect(url_for(".back", _external=True))
        except (OAuthError, RequestException) as error:
            return _refused(province, ProviderSilent(type(error).__name__))
        except TamNhinError as error:
            return _refused(province, error)

    @blueprint.get(BACK)
    def back() -> Any:
        to = here(session.get(_NEXT))
        try:
            _let_in(_claims())
        except TamNhinError as error:
            return _refused(province, error)
        return redirect(to, 303)


def _refused(province: Titled, error: TamNhinError) -> Any:
    return door_page(province, None, error=error), 401


def _claims() -> dict[str, Any]:
    """Of the identity token, which Authlib has checked: signature, issuer, audience, nonce, age."""
    try:
        token = _client().authorize_access_token()
    except (OAuthError, RequestException, ValueError, KeyError) as error:
        raise ProviderSilent(type(error).__name__) from error
    return dict(token.get("userinfo") or {})


def _let_in(claims: dict[str, Any]) -> None:
    rule = doors().rules.oidc
    name = str(claims.get(rule.claim if rule else "", "")).strip().lower()
    found = account_named(doors(), name) if name else None
    if found is None or found.closed_at is not None:
        recorded(doors(), f"account:{name[:80]}", "sign-in refused", how="oidc")
        raise WrongSecret
    let_in(found.id, how="oidc")


def _client() -> Any:
    rule = doors().rules.oidc
    if rule is None:
        raise NotAllowed
    known = current_app.extensions
    if _CLIENT not in known:
        known[_CLIENT] = _registered(rule)
    return known[_CLIENT]


def _registered(rule: Oidc) -> Any:
    metadata = f"{rule.issuer.rstrip('/')}/.well-known/openid-configuration"
    return OAuth(current_app).register(
        "province",
        client_id=rule.client_id,
        client_secret=current_app.config[SECRET],
        server_metadata_url=metadata,
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "timeout": 8,
        },
    )
