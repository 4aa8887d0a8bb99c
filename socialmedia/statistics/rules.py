"""Of which weeks figures may be entered."""

from datetime import date

from lla.time import weeks

OLDEST_WEEKS = 104


def why_not_enter(monday: date, *, today: date) -> list[str]:
    """Figures of a week that has begun, and not so long ago that nobody can know them."""
    if monday > today:
        return ["This week has not started yet."]
    if monday < weeks.shifted(weeks.monday_of(today), -OLDEST_WEEKS):
        return ["This week is too long ago. You can enter figures for the last two years."]
    return []
