"""Which drives a plan is made with: the estimate, a road server, or prepared roads."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from fieldplan.domain import Location, Plan, Problem, TravelMatrix
from fieldplan.errors import Finding
from fieldplan.settings import Settings
from fieldplan.travel import estimate
from fieldplan.travel.cache import TravelCache
from fieldplan.travel.folders import home_folder
from fieldplan.travel.local_server import LocalServer
from fieldplan.travel.osrm import OsrmServer
from fieldplan.travel.road_matrix import Server, road_matrix
from fieldplan.travel.roads import current_roads
from fieldplan.travel.shapes import Shapes, route_shapes

Provider = Literal["estimate", "osrm"]
PROVIDERS: tuple[Provider, ...] = ("estimate", "osrm")
OSRM = "osrm"


@dataclass(frozen=True, kw_only=True)
class TravelChoice:
    """What the user chose for one run.

    Attributes
    ----------
    provider : "estimate", "osrm" or None
        None = OSRM when an address is given here or in the settings, else the estimate.
    osrm_url : str
        Address of a running server; empty = that of the settings, else the prepared roads are
        served for the length of the run.
    cache : Path or None
        Folder of the cache; None = fieldplan's own.
    """

    provider: Provider | None = None
    osrm_url: str = ""
    cache: Path | None = None

    def provider_for(self, settings: Settings) -> Provider:
        """Return the provider under these settings."""
        if self.provider is not None:
            return self.provider
        return "osrm" if self.osrm_url.strip() or settings.osrm_url.strip() else "estimate"


@dataclass(kw_only=True)
class TravelSource:
    """Drives between places; ``findings`` grows as matrices are asked for."""

    settings: Settings
    provider: Provider = "estimate"
    name: str = estimate.SOURCE
    server: Server | None = None
    cache: TravelCache | None = None
    findings: list[Finding] = field(default_factory=list)

    def matrix(self, locations: Sequence[Location]) -> TravelMatrix:
        """Return the travel matrix, corrected by ``drive_factor_pct``.

        Raises
        ------
        InputError
            See ``road_matrix``.
        """
        if self.server is None or self.cache is None:
            found = estimate.estimate_matrix(locations)
        else:
            made = road_matrix(
                locations,
                server=self.server,
                cache=self.cache,
                source=self.name,
                snap_max_m=self.settings.osrm_snap_max_m,
            )
            self.findings.extend(made.findings)
            found = made.matrix
        return corrected(found, self.settings.drive_factor_pct)

    def shapes(self, problem: Problem, plan: Plan) -> Shapes:
        """Return the streets of all routes; nothing when drives are estimated.

        Raises
        ------
        InputError
            If the server fails.
        """
        if self.server is None or self.cache is None:
            return {}
        return route_shapes(problem, plan.routes, server=self.server, cache=self.cache)


def corrected(matrix: TravelMatrix, factor_pct: int) -> TravelMatrix:
    """Return the matrix with its minutes multiplied, rounded up; kilometres stay."""
    if factor_pct == 100:
        return matrix
    wide = matrix.minutes.astype(np.int64)
    minutes = np.where(wide > 0, -(-wide * factor_pct // 100), wide).astype(np.int32)
    return dataclasses.replace(matrix, minutes=minutes, source=f"{matrix.source} x {factor_pct} %")


@contextmanager
def open_travel(choice: TravelChoice | None, settings: Settings) -> Iterator[TravelSource]:
    """Yield the drives that were chosen; a server of our own ends with the block.

    Raises
    ------
    InputError
        If OSRM is asked for without an address and without prepared roads.
    """
    choice = choice or TravelChoice()
    if choice.provider_for(settings) == "estimate":
        yield TravelSource(settings=settings)
        return
    url = choice.osrm_url.strip() or settings.osrm_url.strip()
    timeout_s = float(settings.osrm_timeout_s)
    folder = choice.cache or home_folder()
    if url:
        running = OsrmServer(url, timeout_s=timeout_s)
        version = f"{running.url} {settings.osrm_data_version}".strip()
        with TravelCache(folder, provider=OSRM, version=version) as cache:
            yield TravelSource(
                settings=settings,
                provider="osrm",
                name=f"osrm {version}",
                server=lambda: running,
                cache=cache,
            )
        return
    roads = current_roads()
    with (
        TravelCache(folder, provider=OSRM, version=roads.version) as cache,
        LocalServer(roads, timeout_s=timeout_s) as local,
    ):
        yield TravelSource(
            settings=settings,
            provider="osrm",
            name=f"osrm {roads.extract} {roads.version}",
            server=local.server,
            cache=cache,
        )
