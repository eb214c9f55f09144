"""Travel times and distances between the locations of a problem."""

from fieldplan.travel.estimate import estimate_matrix
from fieldplan.travel.source import TravelChoice, TravelSource, open_travel

__all__ = ["TravelChoice", "TravelSource", "estimate_matrix", "open_travel"]
