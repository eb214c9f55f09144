"""Jobs side by side through joblib: processes of this machine, or a cluster's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import joblib

BACKENDS = ("loky", "threading", "dask")
Told = Callable[[str, int, int], object]
"""Called with the name of a job that is done, how many are done, and how many there are."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """A function of a module with its arguments; ``name`` is for people."""

    name: str
    run: Callable[..., Any]
    arguments: dict[str, Any] = field(default_factory=dict)


def run_jobs(
    jobs: Sequence[Job],
    *,
    backend: str = "loky",
    workers: int | None = None,
    address: str | None = None,
    told: Told | None = None,
) -> list[Any]:
    """Return the results of the jobs in their order.

    Parameters
    ----------
    backend : str
        ``"loky"`` (processes), ``"threading"`` or ``"dask"`` (the extra ``cluster``).
    workers : int or None
        None = one a core.
    address : str or None
        Dask's scheduler; None = a cluster on this machine for as long as the jobs take.

    Raises
    ------
    ValueError
        If there is no such backend.
    """
    if backend not in BACKENDS:
        raise ValueError(f"unknown backend {backend!r}")
    count = workers or min(len(jobs), os.cpu_count() or 1) or 1
    results: list[Any] = [None] * len(jobs)
    with _chosen(backend, count, address):
        pool = joblib.Parallel(n_jobs=count, return_as="generator_unordered")
        for done, (number, result) in enumerate(
            pool(joblib.delayed(_numbered)(n, job) for n, job in enumerate(jobs)), 1
        ):
            results[number] = result
            if told is not None:
                told(jobs[number].name, done, len(jobs))
    return results


def _numbered(number: int, job: Job) -> tuple[int, Any]:
    return number, job.run(**job.arguments)


@contextmanager
def _chosen(backend: str, workers: int, address: str | None) -> Iterator[None]:
    if backend != "dask":
        with joblib.parallel_config(backend=backend):
            yield
        return
    from dask.distributed import Client  # noqa: PLC0415 - an extra, and slow to load

    where = {"address": address} if address else {"n_workers": workers, "threads_per_worker": 1}
    client: Any = Client
    with client(**where), joblib.parallel_config(backend="dask"):
        yield
