"""An e-mail of one event, by the province's own mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime

from config.alert_receivers import Receiver, Smtp
from data_access.clock import real_now
from ingest.alerts.message import Message, NotSent

TIMEOUT_SECONDS = 10
LOST = 500  # from this answer of a mail server on, trying again does not help


def send_email(smtp: Smtp, receiver: Receiver, message: Message) -> None:
    """Raises NotSent. The Message-ID is the same at each try: mailboxes show it once."""
    try:
        with smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT_SECONDS) as server:
            if smtp.starttls:
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password)
            refused = server.send_message(_written(smtp, receiver, message))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NotSent(str(error), for_good=min(codes) >= LOST) from error
    except (OSError, UnicodeError, smtplib.SMTPException) as error:  # a password beyond ASCII
        raise NotSent(f"{smtp.host}:{smtp.port} {error}") from error
    if refused:
        raise NotSent(f"{', '.join(refused)}: không nhận / refused", for_good=True)


def _written(smtp: Smtp, receiver: Receiver, message: Message) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = message.subject(receiver.lang)
    mail["From"], mail["To"] = smtp.sender, ", ".join(receiver.to)
    mail["Date"] = format_datetime(real_now())
    mail["Message-ID"] = f"<{message.key}@{smtp.sender.partition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # so that nobody's absence notice answers
    mail.set_content(message.text(receiver.lang))
    return mail
