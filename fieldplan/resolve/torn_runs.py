"""Runs of days in a row that an absence may have torn: what still holds, what follows what."""

from __future__ import annotations

from collections.abc import Callable, Set

from fieldplan.domain import After

Groups = tuple[tuple[str, ...], ...]


def torn_runs(
    groups: Groups, made: Set[str], goes_on: Callable[[str, int], bool]
) -> tuple[Groups, dict[str, After]]:
    """Return the runs that still hold, and the links of those that are torn.

    Parameters
    ----------
    made : set of str
        Visits that are past.
    goes_on : callable
        Whether the engineer of the last day made works on so many days that follow it.
    """
    runs: list[tuple[str, ...]] = []
    links: dict[str, After] = {}
    for group in groups:
        past = [name for name in group if name in made]
        left = tuple(name for name in group if name not in made)
        if not past or not left or goes_on(past[-1], len(left)):
            runs.append(group)
            continue
        links[left[0]] = After(visit_id=past[-1], min_days=1)
        if len(left) > 1:
            runs.append(left)
    return tuple(runs), links


def known_groups(groups: Groups, known: Set[str]) -> Groups:
    """Return the groups of the visits that there still are; one visit alone is no group."""
    left = (tuple(name for name in group if name in known) for group in groups)
    return tuple(group for group in left if len(group) > 1)
