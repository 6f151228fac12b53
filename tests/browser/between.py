"""Between a wall and its server: a gateway on loopback that can do what networks do."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Literal

Fault = Literal["", "cut", "silent", "401", "500", "html"]
REFUSED = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
BROKEN = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
PAGE = b"<!doctype html><h1>Captive portal</h1>"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + PAGE
SAYS = {"401": REFUSED, "500": BROKEN, "html": HTML}
BLOCK = 1 << 16


@dataclass
class Between:
    """`cut`: no connection holds. `silent`: they hold, and nothing comes. The others answer in the
    server's place."""

    port: int
    to: int
    fault: Fault = ""
    open: list[socket.socket] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    ended: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def does(self, fault: Fault) -> None:
        """What was on its way is lost, but where everything merely falls silent."""
        self.fault = fault
        if fault != "silent":
            self._drop()

    def _drop(self) -> None:
        with self.lock:
            gone, self.open = self.open, []
        for each in gone:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def serve(self, listening: socket.socket) -> None:
        while not self.ended.is_set():
            with suppress(TimeoutError):
                client, _ = listening.accept()
                Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError):
            if self.fault in SAYS:
                client.settimeout(5)
                client.recv(BLOCK)
                client.sendall(SAYS[self.fault])
            elif self.fault != "cut":
                self._join(client)
        client.close()

    def _join(self, client: socket.socket) -> None:
        with socket.create_connection(("127.0.0.1", self.to)) as server:
            with self.lock:
                self.open += [client, server]
            other = {client: server, server: client}
            while not self.ended.is_set():
                ready, _, _ = select.select([client, server], [], [], 0.2)
                if self.fault == "silent":
                    self.ended.wait(0.05)
                    continue
                for each in ready:
                    some = each.recv(BLOCK)
                    if not some:
                        return
                    other[each].sendall(some)


@contextmanager
def between(to: int) -> Iterator[Between]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port: int = listening.getsockname()[1]
        made = Between(port=port, to=to)
        Thread(target=made.serve, args=(listening,), daemon=True).start()
        try:
            yield made
        finally:
            made.ended.set()
            made.does("cut")
