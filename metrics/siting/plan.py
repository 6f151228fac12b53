"""A plan: which new stations, whom each of them reaches, and how sure it is that none is better."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from metrics.coverage.distance import Floats, haversine_km
from metrics.coverage.estimate import places_of
from metrics.coverage.links import Link
from metrics.coverage.reach import radii, reaches
from metrics.siting.candidates import cost_of
from metrics.siting.cover import Cover
from metrics.siting.curve import curve, one_by_one
from metrics.siting.exact import solve
from metrics.siting.greedy import greedy
from metrics.siting.plan_types import Plan, Question, Reached, Site, Solved


def plan(asked: Question) -> Plan:
    """Raises OutsideModel."""
    links = _links(asked)
    reach = radii(links, asked.band)
    cover = _cover(asked, links)
    solved = solve(cover, asked.budget, limit_seconds=asked.limit_seconds)
    alike = bool((cover.costs == 1).all())
    sites = _sites(asked, reach, cover, solved)
    return Plan(
        sites=sites,
        solved=solved,
        waiting=int(cover.people.sum()),
        reachable=cover.reachable,
        greedy=cover.people_reached(greedy(cover, asked.budget)),
        curve=curve(cover, solved, round(asked.budget)) if alike else one_by_one(sites, solved),
        candidates=len(asked.candidates),
        terrain=asked.elevation is not None,
    )


def _links(asked: Question) -> list[Link]:
    """One a candidate: those of the same height share theirs."""
    heights = [each.height_m or asked.link.height_m for each in asked.candidates]
    known = {height: asked.link.at(height) for height in set(heights)}
    return [known[height] for height in heights]


def _cover(asked: Question, links: Sequence[Link]) -> Cover:
    places, masts = places_of(asked.waiting), places_of(asked.candidates)
    [reached] = reaches(places, masts, links, (asked.band,), asked.elevation)
    return Cover(
        reaches=reached,
        people=np.array([each.people for each in asked.waiting], dtype=np.int64),
        costs=np.array([1.0 if asked.counted else cost_of(c) for c in asked.candidates], float),
    )


def _sites(asked: Question, reach: Floats, cover: Cover, solved: Solved) -> list[Site]:
    chosen = [asked.candidates[at] for at in solved.chosen]
    sites = [
        Site(
            candidate=candidate,
            height_m=candidate.height_m or asked.link.height_m,
            radius_km=float(km),
            reached=reached,
        )
        for candidate, km, reached in zip(
            chosen, reach[list(solved.chosen)], _shared_out(asked, cover, solved), strict=True
        )
    ]
    return sorted(sites, key=lambda site: (-site.people, site.candidate.code))


def _shared_out(asked: Question, cover: Cover, solved: Solved) -> list[list[Reached]]:
    """For each site its villages: of those that reach one, the nearest has it."""
    chosen = [asked.candidates[at] for at in solved.chosen]
    found: list[list[Reached]] = [[] for _ in chosen]
    if not chosen or not asked.waiting:
        return found
    villages, sites = places_of(asked.waiting), places_of(chosen)
    inside = np.asarray(cover.reaches[:, list(solved.chosen)].todense(), dtype=bool)
    away = np.where(inside, haversine_km(villages[:, None], sites[None]), np.inf)
    for village, row in zip(asked.waiting, away, strict=True):
        at = int(np.argmin(row))
        if np.isfinite(row[at]):
            found[at].append(Reached(village=village, km=float(row[at])))
    return found
