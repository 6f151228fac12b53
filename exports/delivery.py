"""Where a briefing's files go: a folder, mailboxes, a folder over WebDAV. Sent again is no harm."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import requests

from config.alert_receivers import Smtp
from config.briefings import Delivery
from data_access.errors import TamNhinError

TIMEOUT_SECONDS = 30
Files = Mapping[str, bytes]  # by their names


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """`key` is the same however often it is sent: a mailbox shows it once."""

    key: str
    title: str
    text: str
    files: Files


class NotDelivered(TamNhinError):
    def __init__(self, where: str, why: object) -> None:
        super().__init__(
            vi=f"Chưa gửi được báo cáo tới {where} ({why}); sẽ thử lại",
            en=f"The briefing did not reach {where} ({why}); it will be tried again",
        )


def ways(to: Delivery, smtp: Smtp | None) -> dict[str, Callable[[Parcel], None]]:
    """Each raises NotDelivered."""
    found: dict[str, Callable[[Parcel], None]] = {}
    if to.folder:
        found["folder"] = lambda parcel: _put(Path(to.folder), parcel)
    if to.email and smtp:
        found["email"] = lambda parcel: _mail(smtp, to.email, parcel)
    if to.webdav:
        found["webdav"] = lambda parcel: _upload(to, parcel)
    return found


def _put(folder: Path, parcel: Parcel) -> None:
    """Whole or not at all: who watches the folder never opens half a file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in parcel.files.items():
            half = folder / f".{name}.part"
            half.write_bytes(data)
            half.replace(folder / name)
    except OSError as error:
        raise NotDelivered(str(folder), error.strerror or error) from error


def _mail(smtp: Smtp, to: tuple[str, ...], parcel: Parcel) -> None:
    mail = EmailMessage()
    mail["Subject"] = parcel.title
    mail["From"], mail["To"] = smtp.sender, ", ".join(to)
    mail["Message-ID"] = f"<{parcel.key}@{smtp.sender.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(parcel.text)
    for name, data in parcel.files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    try:
        with smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT_SECONDS) as server:
            if smtp.starttls:
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password)
            refused = server.send_message(mail)
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        raise NotDelivered(f"{smtp.host}:{smtp.port}", error) from error
    if refused:
        raise NotDelivered(", ".join(refused), "không nhận / refused")


def _upload(to: Delivery, parcel: Parcel) -> None:
    assert to.webdav
    own = (to.webdav.user, to.webdav.password) if to.webdav.user else None
    for name, data in parcel.files.items():
        address = f"{to.webdav.url.rstrip('/')}/{name}"
        try:
            answer = requests.put(address, data=data, auth=own, timeout=TIMEOUT_SECONDS)
            answer.raise_for_status()
        except requests.RequestException as error:
            raise NotDelivered(to.webdav.url, error) from error
