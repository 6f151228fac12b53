"""Running text, where lines break."""

NO_BREAK = "\u00a0"


def unbroken(said: str) -> str:
    """A percent sign does not begin a line."""
    return said.replace(" %", f"{NO_BREAK}%")
