"""What `tamnhin check` says of an installation that runs."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from time import monotonic

from access.leases import holders
from commands.doors import doors_of
from config.settings import Settings
from metrics.checkup import Finding
from metrics.desk import View
from metrics.running import Node, check_jobs, check_loads_running, check_node

PATIENCE_SECONDS = 10.0


def check_running(settings: Settings, view: View, servers: Sequence[str]) -> Iterator[Finding]:
    """`servers`: addresses of nodes; of none the one that these settings serve, if it does."""
    yield from check_loads_running(view)
    yield from check_jobs(view.province, holders(doors_of(settings).store))
    if settings.cache_url and not settings.secret_key_given:
        yield Finding(
            about="TAMNHIN_SECRET_KEY",
            vi="Có TAMNHIN_CACHE_URL mà không đặt TAMNHIN_SECRET_KEY: nếu nhiều máy cùng phục vụ,"
            " mỗi máy ký bằng khóa riêng và người đăng nhập ở máy này là người lạ ở máy kia. Đặt"
            " cùng một khóa trên mọi máy.",
        )
    if servers:
        for address in servers:
            yield from check_node(asked(address.rstrip("/")))
        return
    own = asked(f"http://{_reached(settings.host)}:{settings.port}")
    if own.seconds is not None:
        yield from check_node(own)


def _reached(host: str) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    return f"[{shown}]" if ":" in shown else shown


def asked(address: str) -> Node:
    # Not above: a server's master must not have it before its workers know where to count.
    from prometheus_client.parser import text_string_to_metric_families

    began = monotonic()
    try:
        _read(f"{address}/healthz")
        seconds = monotonic() - began
    except (OSError, ValueError) as error:
        return Node(address=address, seconds=None, why=str(error))
    try:
        text = _read(f"{address}/metrics")
    except urllib.error.HTTPError as error:
        why = f"{error.code}; chạy lệnh này ngay trên máy đó" if error.code == 401 else str(error)
        return Node(address=address, seconds=seconds, why=why)
    except OSError as error:
        return Node(address=address, seconds=seconds, why=str(error))
    samples = [
        (each.name, each.labels, each.value)
        for family in text_string_to_metric_families(text)
        for each in family.samples
    ]
    return Node(address=address, seconds=seconds, samples=samples)


def _read(url: str) -> str:
    request = urllib.request.Request(url)  # noqa: S310 (an address that whoever runs this has given)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
        found: str = answer.read().decode()
    return found
