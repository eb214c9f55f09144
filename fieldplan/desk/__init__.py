"""Desk work laid into the shifts: preparation, paperwork, consultations (``docs/desk.md``).

Free of solver and checker: whoever has routes can lay the desk work around them.
"""

from fieldplan.desk.backlog import backlog_after
from fieldplan.desk.jobs import Job, desk_minutes, jobs_of
from fieldplan.desk.room import Room, outside_shift_min, room_of
from fieldplan.desk.schedule import DeskLayout, lay_desk

__all__ = [
    "DeskLayout",
    "Job",
    "Room",
    "backlog_after",
    "desk_minutes",
    "jobs_of",
    "lay_desk",
    "outside_shift_min",
    "room_of",
]
