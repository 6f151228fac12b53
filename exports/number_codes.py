"""Number formats of office files. Whether a comma or a point parts the decimals is for the
reader's own machine to say."""

from __future__ import annotations

from metrics.metric import Unit
from wording import format as fmt
from wording.words import Words


def number_code(unit: Unit | None, decimals: int) -> str:
    """`0.0%`, `#,##0`."""
    places = "." + "0" * decimals if decimals else ""
    return f"0{places}%" if unit is Unit.RATIO else f"#,##0{places}"


def change_code(unit: Unit | None, decimals: int) -> str:
    """With its sign: `+0.0%;−0.0%;0.0%`."""
    code = number_code(unit, decimals)
    return f"+{code};{fmt.MINUS}{code};{code}"


def code_with_unit(unit: Unit | None, decimals: int, words: Words) -> str:
    """`#,##0" thôn"`: a number to the program, with its unit to the reader."""
    code = number_code(unit, decimals)
    if unit is None or unit is Unit.RATIO:
        return code
    return f'{code}" {words(fmt.UNIT_WORDS[unit])}"'
