"""What every act of the committee on a motion has: its button, its form, its rule, its emails."""

from collections.abc import Callable
from dataclasses import dataclass

from lla.forms.actions import Action

from ...agenda.choices import Nature
from ..forms.base import DeskForm


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskAction(Action):
    """An act of the committee on a motion; one that `writes` shows its emails before it is done.

    What is `rare` is folded away below the others; only motions of its `natures` are offered it.
    """

    form: Callable[..., DeskForm]
    writes: bool = False
    main: bool = False
    rare: bool = False
    natures: frozenset[Nature] = frozenset(Nature)
