"""What the province's units, agencies and fields are called: in full, shortened, and in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from data_access.areas import Area
from data_access.places import Agency, Places
from data_access.selection import Level
from metrics.ask.lexicon import Phrase, Sense, phrase
from metrics.ask.text import plain, tokens

AREA, DISTRICT, AGENCY, FIELD, EVERYWHERE = "area", "district", "agency", "field", "everywhere"
_KINDS = ("thành phố", "thị xã", "huyện", "quận", "thị trấn", "phường", "xã", "đặc khu", "tỉnh")
# A unit is found by any word for its level: who asks does not always know which are towns.
_SAID = {
    Level.PROVINCE: ("tỉnh", "toàn tỉnh", "thành phố"),
    Level.DISTRICT: ("huyện", "h", "thị xã", "tx", "thành phố", "tp", "quận", "q", "district"),
    Level.COMMUNE: ("xã", "x", "phường", "p", "thị trấn", "tt", "đặc khu", "commune", "ward"),
}
_AFTER = {
    Level.PROVINCE: ("province",),
    Level.DISTRICT: ("district", "city", "town"),
    Level.COMMUNE: ("commune", "ward", "township"),
}
_SHORT = (
    ("ủy ban nhân dân", "UBND"),
    ("văn phòng", "VP"),
    ("ban quản lý", "BQL"),
    ("khu kinh tế", "KKT"),
    ("nông thôn", "NT"),
    ("nông nghiệp", "NN"),
)
_OFFICE = ("sở", "ngành", "sở ngành", "cơ quan", "department of", "dept of")


def phrases_of(
    places: Places, fields: Iterable[str], english: Mapping[str, tuple[str, ...]]
) -> Iterator[Phrase]:
    for area in places.areas.values():
        yield from _area(area)
    for agency in places.agencies.values():
        yield from _agency(agency, english)
    for field in fields:
        yield from _field(field, english)


def bare(name: str) -> str:
    """'Bố Trạch' of 'Huyện Bố Trạch'."""
    lowered = name.lower()
    kind = next((kind for kind in _KINDS if lowered.startswith(f"{kind} ")), "")
    return name[len(kind) :].strip()


def _area(area: Area) -> Iterator[Phrase]:
    sense = _sense(area)
    for name in _shortened(bare(area.name)):
        yield phrase(name, sense)
        for kind in _SAID[area.level]:
            yield phrase(f"{kind} {name}", sense)
        for kind in _AFTER[area.level]:
            yield phrase(f"{name} {kind}", sense)


def _sense(area: Area) -> Sense:
    if area.level is Level.PROVINCE:
        return EVERYWHERE, ""
    return (DISTRICT if area.level is Level.DISTRICT else AREA), area.key


def _shortened(name: str) -> Iterator[str]:
    yield name
    if name.lower().startswith("nông trường "):
        yield name[len("nông trường ") :]


def _agency(agency: Agency, english: Mapping[str, tuple[str, ...]]) -> Iterator[Phrase]:
    sense = (AGENCY, agency.code)
    yield phrase(agency.code, sense)
    for name in _variants(agency.name):
        yield phrase(name, sense)
    about = _about(agency.name)
    if agency.level is not Level.PROVINCE:
        unit = bare(re.sub(r"^(UBND|Ủy ban nhân dân)\s+", "", agency.name))
        yield phrase(f"UBND {unit}", sense)
        yield phrase(f"people's committee of {unit}", sense)
        return
    for short in (agency.short_name, _initials(about), about):
        if len(tokens(short)) > 1 or len(plain(short)) > 2:
            yield phrase(short, sense)
        yield from (phrase(f"{office} {short}", sense) for office in _OFFICE if short)
    for said in english.get(plain(about), ()):
        yield from (phrase(text, sense) for text in (f"department of {said}", f"{said} department"))


def _about(name: str) -> str:
    return re.sub(r"^(Sở|Ban|Chi cục|Cục)\s+", "", name)


def _variants(name: str) -> Iterator[str]:
    yield name
    for full, short in _SHORT:
        if full in name.lower():
            yield re.sub(full, short, name, flags=re.IGNORECASE)
        elif short in name.split():
            yield name.replace(short, full)
    if " và " in name:
        yield name.replace(" và ", " ")


def _initials(name: str) -> str:
    """'TNMT' of 'Tài nguyên và Môi trường'; '' of a name of one or two words."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if word.lower() != "và"]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def _field(name: str, english: Mapping[str, tuple[str, ...]]) -> Iterator[Phrase]:
    sense = (FIELD, name)
    for said in (name, *(part.strip() for part in name.split(",")), *english.get(plain(name), ())):
        yield phrase(said, sense)
        yield phrase(f"lĩnh vực {said}", sense)
        yield phrase(f"thủ tục {said}", sense)
        yield phrase(f"{said} field", sense)
