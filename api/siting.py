"""A plan of new stations as JSON, and as files that a map or a spreadsheet opens."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from data_access.errors import TamNhinError
from metrics.published.csv_lines import BOM, line
from metrics.siting.candidates import cost_of
from metrics.siting.compare import Comparison, Outcome
from metrics.siting.plan_types import Plan, Reached, Site

COLUMNS = (
    "station", "kind", "longitude", "latitude", "height_m", "radius_km", "solar", "cost",
    "station_people", "village", "village_name", "commune", "people", "village_has_power",
    "distance_km",
)  # fmt: skip
PARTS = ("both", "this_only", "other_only")


def plan_json(plan: Plan) -> dict[str, Any]:
    """`gap`: the share of people that a better plan might reach more; 0 is proven to be the best.
    `waiting`: people without a signal; `reachable`: those of them near any candidate."""
    return {
        "stations": [_station(site) for site in plan.sites],
        "people_reached": plan.people,
        "villages": [
            {**_village(each), "station": site.candidate.code}
            for site in plan.sites
            for each in site.reached
        ],
        "gap": round(plan.solved.gap, 6),
        "seconds": round(plan.solved.seconds, 3),
        "waiting": plan.waiting,
        "reachable": plan.reachable,
        "greedy": plan.greedy,
        "curve": [
            {"stations": step.stations, "people": step.people, "exact": step.exact}
            for step in plan.curve
        ],
    }


def comparison_json(found: Comparison) -> dict[str, Any]:
    return {
        "people": dict(zip(PARTS, found.people, strict=True)),
        "villages": {name: list(each) for name, each in zip(PARTS, found.villages, strict=True)},
        "stations": {name: list(each) for name, each in zip(PARTS, found.stations, strict=True)},
    }


def plan_geojson(plan: Plan) -> str:
    """Points of stations and of the villages that they reach (RFC 7946)."""
    features = [
        feature
        for site in plan.sites
        for feature in (
            _feature(site.candidate, {"type": "station", **_flat(_station(site))}),
            *(_feature(each.village, _reached(site, each)) for each in site.reached),
        )
    ]
    found = {"type": "FeatureCollection", "features": features}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def plan_csv(plan: Plan) -> str:
    """One line a village that is reached, with its station; UTF-8 with BOM, as Excel wants it."""
    lines = [BOM + line(COLUMNS)]
    for site in plan.sites:
        station = _flat(_station(site))
        for each in site.reached:
            told = {"station": station["code"], "station_people": station["people"], **station}
            told |= {f"village_{name}": value for name, value in _village(each).items()}
            told |= {"village": each.village.code, "commune": each.village.commune}
            told |= {"people": each.village.people, "distance_km": round(each.km, 3)}
            lines.append(line([told[name] for name in COLUMNS]))
    return "".join(lines)


WRITERS: Mapping[str, Callable[[Plan], str]] = {".csv": plan_csv, ".geojson": plan_geojson}


def outcome_of(path: Path) -> Outcome:
    """Of a plan that was written as GeoJSON before. Raises TamNhinError for anything else."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        told = [feature["properties"] for feature in features]
        return Outcome(
            stations=frozenset(each["code"] for each in told if each["type"] == "station"),
            people={each["code"]: each["people"] for each in told if each["type"] == "village"},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TamNhinError(
            vi=f"'{path}' không phải phương án do tamnhin siting --out TỆP.geojson ghi ra.",
            en=f"'{path}' is no plan as tamnhin siting --out FILE.geojson writes it.",
        ) from error


def _station(site: Site) -> dict[str, Any]:
    at = site.candidate
    return {
        "code": at.code,
        "kind": str(at.kind),
        "longitude": at.longitude,
        "latitude": at.latitude,
        "height_m": site.height_m,
        "radius_km": round(site.radius_km, 3),
        "solar": at.solar,
        "cost": cost_of(at),
        "operators": list(at.operators),
        "people": site.people,
        "villages": [each.village.code for each in site.reached],
    }


def _flat(told: dict[str, Any]) -> dict[str, Any]:
    lists = {name: ", ".join(told[name]) for name in ("operators", "villages")}
    return {**told, **lists}


def _village(each: Reached) -> dict[str, Any]:
    village = each.village
    return {
        "code": village.code,
        "name": village.name,
        "commune": village.commune,
        "people": village.people,
        "households": village.households,
        "has_power": village.has_power,
        "distance_km": round(each.km, 3),
    }


def _reached(site: Site, each: Reached) -> dict[str, Any]:
    return {"type": "village", **_village(each), "station": site.candidate.code}


def _feature(at: Any, properties: dict[str, Any]) -> dict[str, Any]:
    """`at`: a candidate or a village."""
    where = {"type": "Point", "coordinates": [at.longitude, at.latitude]}
    return {"type": "Feature", "geometry": where, "properties": properties}
