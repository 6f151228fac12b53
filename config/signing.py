"""Signatures of what an installation tells others: Ed25519 (RFC 8032). The private key follows from
the secret key (HKDF, RFC 5869), so that every machine of an installation signs alike."""

from __future__ import annotations

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FOR = b"tamnhin cubes 1"
_BYTES = 32


def identity(secret: str) -> str:
    """The public key of whoever has this secret key, base64."""
    return b64encode(_private(secret).public_key().public_bytes_raw()).decode()


def signature(secret: str, said: bytes) -> str:
    return b64encode(_private(secret).sign(said)).decode()


def is_signed(public_key: str, signed: str, said: bytes) -> bool:
    """Whether the holder of a key has said exactly this."""
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public_key, validate=True))
        key.verify(b64decode(signed, validate=True), said)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_public_key(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == _BYTES
    except ValueError:
        return False


def _private(secret: str) -> Ed25519PrivateKey:
    kdf = HKDF(algorithm=SHA256(), length=_BYTES, salt=None, info=_FOR)
    return Ed25519PrivateKey.from_private_bytes(kdf.derive(secret.encode()))
