"""The committee's panel on the desk's front page: what waits, how much of it, and the list behind it."""

from typing import cast

from django.http import HttpRequest

from lla.accounts.models import User
from lla.desk.panels import Line, Panel, panel

from . import piles


@panel(10)
def motions(request: HttpRequest) -> Panel | None:
    if not request.user.has_perm("motions.view_motion"):
        return None
    sizes = piles.sizes(user=cast(User, request.user))
    lines = [Line(pile.line, sizes[pile.name], pile.url, pile.task) for pile in piles.PILES]
    return Panel("Motions", lines)
