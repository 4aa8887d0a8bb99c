"""How many people our pages and forums need, and whether those who are there are enough.

Offices of the whole team fill no seat, and a committee forum is outside the head count.
"""

from .ahead import Comparison, Spell, compare, outlook, proposal, to_reduce, turning_days, worse
from .checking import Answer, Check, Light, Line, check
from .seating import Expected, most_filled, seats
from .team import Absence, Days, Place, Reach, Stint, Team, roles_held

__all__ = [
    "Absence",
    "Answer",
    "Check",
    "Comparison",
    "Days",
    "Expected",
    "Light",
    "Line",
    "Place",
    "Reach",
    "Spell",
    "Stint",
    "Team",
    "check",
    "compare",
    "most_filled",
    "outlook",
    "proposal",
    "roles_held",
    "seats",
    "to_reduce",
    "turning_days",
    "worse",
]
