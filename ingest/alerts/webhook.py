"""A webhook of one event: JSON, signed, with a key by which it is known when it comes twice."""

from __future__ import annotations

import hashlib
import hmac
import json

from config.alert_receivers import Receiver
from ingest.alerts.message import Message, NotSent

TIMEOUT_SECONDS = 10
SIGNATURE, KEY = "X-Tamnhin-Signature", "Idempotency-Key"
# Answers after which the same message would be refused again.
_FOR_GOOD = (400, 410, 413, 415, 422)


def send_webhook(receiver: Receiver, message: Message) -> None:
    """Raises NotSent. Redirects are not followed: what is signed goes where it was meant to."""
    import requests  # a load, which comes with the same commands, need not hold it

    body = json.dumps(message.body, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", KEY: message.key}
    if receiver.secret:
        headers[SIGNATURE] = signature(receiver.secret, body)
    try:
        answer = requests.post(
            receiver.to[0],
            data=body,
            headers=headers,
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise NotSent(type(error).__name__) from error  # the address may hold a secret
    if not 200 <= answer.status_code < 300:
        said = f"HTTP {answer.status_code}"
        raise NotSent(said, for_good=answer.status_code in _FOR_GOOD)


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of the body, as `sha256=…`."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
