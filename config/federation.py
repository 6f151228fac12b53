"""`config/federation.toml`: the provinces whose cubes this installation brings together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.durations import parse_duration
from config.provinces import PROVINCES
from config.settings import SettingsError
from config.signing import is_public_key

FILE = "federation.toml"
SHIPPED = Path(__file__).with_name("nation.geojson")
_KEYS = ("code", "address", "page", "key", "public_key", "stale_after")
_NATION = ("every", "stale_after", "outlines")
_ENV = "env:"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceSpec:
    """`address`: where its API answers; `page`: where people are led, mostly the same. `key`: the
    environment variable that holds the key it gave us; `public_key`: what its answers are signed
    with, as `tamnhin federate --identity` prints it there. A province that has been silent for
    `stale_after` counts no longer in what still runs."""

    code: str
    address: str
    page: str
    key: str
    public_key: str
    stale_after: timedelta

    @property
    def name(self) -> str:
        return PROVINCES[self.code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """Without provinces this installation is a province's own. `outlines`: GeoJSON, a feature a
    province with its code as `id`; its `kind` 'official' where it is no sketch."""

    every: timedelta = timedelta(minutes=15)
    outlines: Path = SHIPPED
    provinces: Mapping[str, ProvinceSpec]

    @property
    def there(self) -> bool:
        return bool(self.provinces)


ALONE = Federation(provinces={})


def read_federation(config_dir: Path) -> Federation:
    """`ALONE` without the file. Raises SettingsError, naming the file and the entry."""
    path = config_dir / FILE
    if not path.exists():
        return ALONE
    try:
        return _federation(tomllib.loads(path.read_text(encoding="utf-8")), config_dir)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SettingsError(
            f"{path}: không đọc được ({error}). So với tệp đi kèm chương trình."
            f" / cannot be read: {error}. Compare with the file shipped."
        ) from error


def _federation(data: Mapping[str, Any], folder: Path) -> Federation:
    nation = data.get("nation", {})
    _known(nation, _NATION, "[nation]")
    stale_after = nation.get("stale_after", "48h")
    specs = [
        _province({"stale_after": stale_after, **entry}, number)
        for number, entry in enumerate(data.get("provinces", []), start=1)
    ]
    codes = [spec.code for spec in specs]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise SettingsError(f"tỉnh {twice[0]} có hai lần / province {twice[0]} is there twice")
    every = _length(nation.get("every", "15m"), "[nation] every")
    outlines = folder / nation["outlines"] if "outlines" in nation else SHIPPED
    if not outlines.is_file():
        raise SettingsError(f"[nation] outlines: không có tệp {outlines} / there is no such file")
    by_code = {spec.code: spec for spec in specs}
    return Federation(every=every, outlines=outlines, provinces=by_code)


def _province(entry: Mapping[str, Any], number: int) -> ProvinceSpec:
    where = f"[[provinces]] {number} ({entry.get('code', '?')})"
    _known(entry, _KEYS, where)
    absent = [name for name in ("code", "address", "key", "public_key") if not entry.get(name)]
    if absent:
        raise SettingsError(f"{where}: thiếu {absent[0]} / {absent[0]} is missing")
    code, key = str(entry["code"]), str(entry["key"])
    if code not in PROVINCES:
        raise SettingsError(
            f"{where}: không có tỉnh mã '{code}'. Các mã: {', '.join(PROVINCES)}"
            f" / there is no province '{code}'"
        )
    if not key.startswith(_ENV) or not key.removeprefix(_ENV):
        raise SettingsError(
            f'{where}: key = "env:TÊN_BIẾN", khóa không nằm trong tệp này'
            f' / key = "env:NAME": the key itself does not belong into this file'
        )
    if not is_public_key(str(entry["public_key"])):
        raise SettingsError(
            f"{where}: public_key không phải khóa công khai; lấy bằng: tamnhin federate --identity"
            " (chạy ở tỉnh) / is no public key: the province prints its own by that command"
        )
    address = _address(str(entry["address"]), where)
    return ProvinceSpec(
        code=code,
        address=address,
        page=_address(str(entry.get("page") or address), where),
        key=key.removeprefix(_ENV),
        public_key=str(entry["public_key"]),
        stale_after=_length(entry["stale_after"], f"{where} stale_after"),
    )


def _address(text: str, where: str) -> str:
    """Keys travel to it: only over TLS, or within this machine."""
    parts = urlsplit(text)
    if parts.scheme == "https" and parts.hostname:
        return text.rstrip("/")
    if parts.scheme == "http" and _at_home(parts.hostname or ""):
        return text.rstrip("/")
    raise SettingsError(
        f"{where}: địa chỉ '{text}' phải là https:// / the address must begin with https://"
    )


def _at_home(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _known(entry: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    unknown = [name for name in entry if name not in keys]
    if unknown:
        raise SettingsError(f"{where}: {unknown[0]}? Các khóa / keys: {', '.join(keys)}")


def _length(text: object, where: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise SettingsError(f'{where}: "15m", "48h", "7d"; {error}') from error
