"""The emails about the roster: what somebody is put down for, and swaps."""

from collections.abc import Iterable, Sequence
from typing import Any

from lla.accounts.models import User
from lla.emails.models import Email
from lla.emails.outbox import compose
from lla.time.days import day_ends
from lla.time.wording import day_in_words

from .models import Swap


def assigned(to: User, *, gained: Sequence[str], lost: Sequence[str]) -> Email:
    """To somebody whose duties the coordinator has changed; each is told in words."""
    return compose(
        "socialmedia/assigned",
        {"gained": gained, "lost": lost},
        to=to,
        about="roster",
    )


def asked(swap: Swap, people: Iterable[User]) -> list[Email]:
    """To whoever may take over a duty."""
    return [_of_a_swap("asked", swap, person) for person in people]


def accepted(swap: Swap) -> Email:
    """To who asked: somebody has taken the duty."""
    return _of_a_swap("accepted", swap, swap.asked_by, who=swap.answered_by)


def declined(swap: Swap) -> Email:
    return _of_a_swap("declined", swap, swap.asked_by, who=swap.answered_by)


def withdrawn(swap: Swap, to: User) -> Email:
    """To the one person who was asked and need not answer any more."""
    return _of_a_swap("withdrawn", swap, to)


def _of_a_swap(name: str, swap: Swap, to: User, **context: Any) -> Email:
    return compose(
        f"socialmedia/swap_{name}",
        {"swap": swap, "duty": swap.duty, "day": day_in_words(swap.duty.on, year=False), **context},
        to=to,
        about=f"duty {swap.duty_id}",
        expires_at=day_ends(swap.duty.on),
    )
