"""Travel times and distances between the locations of a problem."""

from fieldplan.travel.estimate import estimate_matrix

__all__ = ["estimate_matrix"]
