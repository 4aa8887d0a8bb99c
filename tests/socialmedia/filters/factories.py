"""Filter lists for tests, made through the workflow."""

from collections.abc import Sequence

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from socialmedia.filters import workflow as filters_workflow
from socialmedia.filters.models import FilterList
from tests.factories import make_user


def make_filter_list(
    words: Sequence[str] = ("loser", "tree"), *, why: str = "First words", person: User | None = None
) -> FilterList:
    """The next version."""
    current = FilterList.objects.current()
    seen = current.number if current else 0
    return filters_workflow.make(list(words), why=why, seen=seen, person=person or make_user(), by=SYSTEM)
