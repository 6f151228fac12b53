"""How it stands with a province, as seen from the nation."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from config.federation import ProvinceSpec
from data_access.federation.told import ProvinceTold


class ProvinceState(StrEnum):
    LIVE = "live"
    LATE = "late"  # it answers, but its newest source has been silent for too long
    SILENT = "silent"  # it does not answer
    REFUSED = "refused"  # it answers, but not so that it can be believed
    NEVER = "never"  # it has never been heard
    ABSENT = "absent"  # federation.toml does not name it


def state_of(spec: ProvinceSpec | None, told: ProvinceTold | None, now: datetime) -> ProvinceState:
    """`now`: UTC. A province that nobody asks falls silent by itself."""
    if spec is None:
        return ProvinceState.ABSENT
    if told is not None and told.state == ProvinceState.REFUSED:
        return ProvinceState.REFUSED
    if told is None or told.heard_at is None:
        return ProvinceState.NEVER
    if told.state == ProvinceState.SILENT or now - told.heard_at > spec.stale_after:
        return ProvinceState.SILENT
    if told.as_of is None or now - told.as_of > spec.stale_after:
        return ProvinceState.LATE
    return ProvinceState.LIVE
