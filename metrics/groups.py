"""What a group of a breakdown is called."""

from data_access.places import Places
from data_access.selection import By
from metrics.reading import Group

LEVELS = {"province": "Cấp tỉnh", "district": "Cấp huyện", "commune": "Cấp xã"}
CHANNELS = {"direct": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính"}


def group_for(places: Places, by: By, code: str) -> Group:
    label, short = _names(places, by, code)
    return Group(by=by, code=code, label=label, short=short)


def _names(places: Places, by: By, code: str) -> tuple[str, str]:
    if by is By.AGENCY and code in places.agencies:
        agency = places.agencies[code]
        return agency.name, agency.short_name
    if by in (By.AREA, By.DISTRICT) and code in places.areas:
        name = places.areas[code].name
        return name, short_area(name)
    if by is By.MONTH:
        label = f"{code[4:]}/{code[:4]}"
        return label, label
    label = {**LEVELS, **CHANNELS}.get(code, code)
    return label, label


def short_area(name: str) -> str:
    """'Huyện Bố Trạch' -> 'Bố Trạch'."""
    kinds = ("Thành phố ", "Thị xã ", "Thị trấn ", "Huyện ", "Phường ", "Xã ", "Tỉnh ")
    for kind in kinds:
        if name.lower().startswith(kind.lower()):
            return name[len(kind) :]
    return name
