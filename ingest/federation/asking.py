"""Asking a province over HTTP: what we have of it goes along, so that little comes back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import requests

from config.federation import ProvinceSpec
from config.signing import is_signed
from ingest.federation.answer import Answer, answer_of
from ingest.federation.refused import Unreached, nonsense, unsigned

ADDRESS = "/api/v1/cubes"
_HAVE, _SIGNED = "Tamnhin-Months", "Tamnhin-Signature"
_BEGINS = 8  # letters of a digest that tell one month's cells from others
_SECONDS = (5.0, 30.0)  # to be reached, and between two pieces of an answer
_MOST = 64 * 1024 * 1024  # bytes; a province of 20 years tells some 5 MB
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """What we have been told before."""

    version: int = 0
    tag: str = ""
    months: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """`answer` None: there is nothing new. `bytes`: what travelled, packed."""

    answer: Answer | None
    bytes: int


def asked(spec: ProvinceSpec, key: str, had: Had) -> Heard:
    """Raises Refused, Unreached."""
    nonce = secrets.token_urlsafe(16)
    query = {"nonce": nonce, "since": str(had.version)} if had.tag else {"nonce": nonce}
    headers = {"Authorization": f"Bearer {key}", "Accept-Encoding": "br, gzip"}
    if had.tag:
        headers["If-None-Match"] = f'W/"{had.tag}"'
        headers[_HAVE] = " ".join(f"{m}.{digest[:_BEGINS]}" for m, digest in had.months.items())
    try:
        with requests.get(
            spec.address + ADDRESS, params=query, headers=headers, timeout=_SECONDS,
            allow_redirects=False, stream=True,
        ) as found:  # fmt: skip
            return _heard(spec, found, nonce, had)
    except requests.RequestException as error:
        raise _away(type(error).__name__) from error


def _heard(spec: ProvinceSpec, found: requests.Response, nonce: str, had: Had) -> Heard:
    if found.status_code == requests.codes.not_modified and had.tag:
        said = f"{nonce}\n{had.tag}".encode()
        if not is_signed(spec.public_key, found.headers.get(_SIGNED, ""), said):
            raise unsigned()
        return Heard(answer=None, bytes=0)
    if found.status_code in (requests.codes.unauthorized, requests.codes.forbidden):
        raise Unreached(
            vi=f"Tỉnh không nhận khóa ({found.status_code}): khóa bị thu hồi, hoặc không có vai trò"
            " 'nation'. Xin tỉnh khóa mới.",
            en=f"The province does not take the key ({found.status_code}): it was revoked, or is"
            " not of the role 'nation'. Ask it for another.",
        )
    if found.status_code != requests.codes.ok:
        raise _away(f"HTTP {found.status_code}")
    body = _body(found)
    travelled = int(found.raw.tell() or len(body))
    return Heard(answer=answer_of(spec, body, nonce), bytes=travelled)


def _body(found: requests.Response) -> bytes:
    parts, size = [], 0
    for part in found.iter_content(_PIECE):
        size += len(part)
        if size > _MOST:
            raise nonsense("dài quá 64 MB", "longer than 64 MB")
        parts.append(part)
    return b"".join(parts)


def _away(why: str) -> Unreached:
    return Unreached(
        vi=f"Không hỏi được ({why}). Kiểm tra mạng, và máy chủ của tỉnh.",
        en=f"Cannot be asked ({why}). Check the network, and the province's server.",
    )
