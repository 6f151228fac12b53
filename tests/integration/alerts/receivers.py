"""Real receivers on loopback: a mail server, and one for webhooks that fails as often as it is
told to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.servers import free_port


@dataclass(slots=True)
class Mailbox:
    """`refuses`: how many messages are refused for now before one is taken."""

    port: int = 0
    refuses: int = 0
    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuses:
            self.refuses -= 1
            return "451 Try again later"
        made = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.mails.append(made)
        return "250 OK"


@contextmanager
def mail_server(*, user: str = "", password: str = "") -> Iterator[Mailbox]:
    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> Any:
        right = isinstance(given, LoginPassword) and given.login.decode() == user
        return AuthResult(success=right and given.password.decode() == password)

    box = Mailbox()
    options: dict[str, Any] = {"auth_required": True, "auth_require_tls": False} if user else {}
    if user:
        options["authenticator"] = known
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    server.start()
    try:
        yield box
    finally:
        server.stop()


@dataclass(slots=True)
class Hook:
    """`answers`: what it says to the next requests, then 200."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    tried: int = 0


@contextmanager
def hook_server(*answers: int) -> Iterator[Hook]:
    hook = Hook(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.tried += 1
            status = hook.answers.pop(0) if hook.answers else 200
            if status == 200:
                hook.taken.append((dict(self.headers), body))
            self.send_response(status)
            if status == 302:
                self.send_header("Location", hook.url)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def silent_server() -> Iterator[tuple[str, Event]]:
    """It takes what is sent and never answers; the event is set once somebody has asked."""
    asked, over = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.set()
            over.wait(60)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
