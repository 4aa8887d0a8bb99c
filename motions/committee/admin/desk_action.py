"""What every act of the committee on a motion has: its button, its form, its rule, its emails."""

from collections.abc import Callable
from dataclasses import dataclass

from lla.accounts.models import User
from lla.forms.actions import Action
from lla.time import clock

from ...agenda.choices import Nature
from ...motion.models import Motion
from ..forms.base import DeskForm

NOT_AMENDMENTS = frozenset(Nature) - {Nature.AMENDMENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAction(Action):
    """An act of the committee on a motion; one that `writes` shows its emails before it is done.

    Its words leave places for what the motion is called, as `nouns.words` has it. What is `rare` is folded
    away below the others; only motions of its `natures` are offered it. The address of its page may fill in
    the fields that are `asked` for.
    """

    form: Callable[..., DeskForm]
    writes: bool = False
    main: bool = False
    rare: bool = False
    asked: tuple[str, ...] = ()
    natures: frozenset[Nature] = frozenset(Nature)


def at_present(why_not: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """A rule that is asked for this moment."""

    def ask(motion: Motion, *, by: User) -> list[str]:
        return why_not(motion, by=by, now=clock.now())

    return ask
