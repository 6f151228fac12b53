"""What is said of a name or a value in a mapping file that cannot be right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from data_access.errors import TamNhinError


def check_known(name: str, valid: Iterable[str], where: str) -> None:
    """Raises TamNhinError, with the closest of the valid names, for any other."""
    valid = list(valid)
    if name in valid:
        return
    close = get_close_matches(name, valid, n=1)
    hint = f" Ý bạn là '{close[0]}'?" if close else f" Có thể dùng: {', '.join(valid)}"
    hint_en = f" Did you mean '{close[0]}'?" if close else f" Valid: {', '.join(valid)}"
    raise TamNhinError(
        vi=f"{where}: không có '{name}'.{hint}", en=f"{where}: no '{name}'.{hint_en}"
    )


def bad(name: str, value: object, wanted: str, wanted_en: str, where: str) -> TamNhinError:
    return TamNhinError(
        vi=f"{where}: {name} = '{value}' phải là {wanted}",
        en=f"{where}: {name} = '{value}' must be {wanted_en}",
    )
