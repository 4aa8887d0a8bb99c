"""Plain functions by which organisers note conversations."""

from datetime import timedelta

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from organisers.conversations import workflow as conversations_workflow
from organisers.conversations.choices import How, Outcome
from organisers.conversations.models import Note
from organisers.conversations.rules import Said
from organisers.groups.models import Group


def make_said(
    *, words: str = "They can lend a hall.", due_in: int | None = None, owner: User | None = None
) -> Said:
    """Said by telephone today; `due_in` days something is to follow."""
    today = localdate(clock.now())
    due_on = None if due_in is None else today + timedelta(days=due_in)
    return Said(today, How.TELEPHONE, Outcome.REACHED, words, due_on, owner)


def make_note(
    group: Group,
    *,
    by: User,
    words: str = "They can lend a hall.",
    due_in: int | None = None,
    owner: User | None = None,
) -> Note:
    said = make_said(words=words, due_in=due_in, owner=owner or by)
    return conversations_workflow.write(group, said, by=by)
