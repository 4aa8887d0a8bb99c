"""An act on a motion by somebody who stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from lla.forms.actions import Action

from ...motion import rules as motion_rules
from ...motion.models import Motion

Rule = Callable[..., list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackingAction(Action):
    """An act on a motion `by` somebody who stands behind it; its name is its view's.

    `told` actions stay on a mover's page when the rules refuse them, with the reason; one that `leaves` takes
    the person off the motion.
    """

    template: str = "motions/backing/action.html"
    told: bool = False
    leaves: bool = False

    @property
    def view(self) -> str:
        return f"motions:{self.name}"


def for_movers(why_not: Callable[[Motion], list[str]]) -> Rule:
    """The rule of an act that only movers and co-movers do."""
    return lambda motion, by: motion_rules.why_not_act_for(motion, by=by) or why_not(motion)
