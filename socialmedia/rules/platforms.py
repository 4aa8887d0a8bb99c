"""Whether the platforms may stand in another order of preference, and the words refusing it.

The order says where an original starts, which page is opened first and which is reduced first. The manager
answers for that, and the leadership for the manager.
"""

from collections.abc import Sequence

from ..models import Platform

SAY_WHY = "Name the decision, or say why. It is kept on record."
EACH_ONCE = "Give each platform one place."
SAME = "They are already in this order."


def why_not_prefer(order: Sequence[Platform], *, why: str) -> list[str]:
    """Letting the platforms stand in this order, the most preferred first."""
    standing = list(Platform.objects.all())
    reasons = [] if why.strip() else [SAY_WHY]
    if len(order) != len(standing) or set(order) != set(standing):
        reasons.append(EACH_ONCE)
    elif list(order) == standing:
        reasons.append(SAME)
    return reasons
