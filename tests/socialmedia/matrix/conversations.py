"""Messages, comments and filters are the team's own; the leadership sees none of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from lla.acts.actors import SYSTEM
from lla.time import clock
from socialmedia.filters.models import FilterList
from socialmedia.messages import workflow as messages_workflow
from socialmedia.messages.choices import MessageKind
from socialmedia.messages.forms import SortForm
from socialmedia.messages.models import Message
from tests.factories import make_user
from tests.organisers.factories import make_region
from tests.permission_matrix import Cell
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.filters.factories import make_filter_list
from tests.socialmedia.messages.factories import make_message
from tests.socialmedia.roles import POST_ONLY, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "messages": TEAM,
    "new_message": TEAM,
    "message": TEAM,
    "message_answer": TEAM,
    "message_set_aside": POST_ONLY,
    "message_sort": TEAM,
    "message_pass_on": TEAM,
    "message_reopen": TEAM,
    "comments": TEAM,
    "new_comment": TEAM,
    "comment": TEAM,
    "what_we_did": TEAM,
    "say_what_we_did": TEAM,
    "filters": TEAM,
    "new_filter_list": TEAM,
    "filter_tester": TEAM,
    "filter_list": TEAM,
    "filter_install": POST_ONLY,
}


def rows(cast: Cast) -> Rows:
    """A message for each act, a comment, a filter list."""
    make_region()
    request = {"pk": make_message(channel=cast.page).pk}
    recruit = {"pk": make_message(MessageKind.RECRUIT, channel=cast.page).pk}
    opinion = {"pk": make_message(MessageKind.OPINION, channel=cast.page).pk}
    answered = messages_workflow.answer(make_message(channel=cast.page), person=make_user(), by=SYSTEM)
    version = make_filter_list(person=cast.member)
    return {
        "message": request,
        "message_answer": request,
        "message_set_aside": opinion,
        "message_sort": request,
        "message_pass_on": recruit,
        "message_reopen": {"pk": answered.pk},
        "comment": {"pk": make_comment(channel=cast.page).pk},
        "filter_list": {"number": version.number},
        "filter_install": {"number": version.number, "channel": cast.page.slug},
    }


def typed(**said: str) -> Callable[[Cast], Mapping[str, Any]]:
    return lambda cast: said


def a_message(cast: Cast) -> Mapping[str, Any]:
    yesterday = str(localdate(clock.now()) - timedelta(days=1))
    return {"channel": cast.page.pk, "kind": "request", "day": yesterday, "hour": "10:00"}


def another_kind(cast: Cast) -> Mapping[str, Any]:
    return {"kind": "opinion", "seen": SortForm(message=Message.objects.order_by("pk")[0]).state}


def a_version(cast: Cast) -> Mapping[str, Any]:
    current = FilterList.objects.current()
    return {"words": "loser, twig", "why": "One more", "seen": current.number if current else 0}


def a_comment(cast: Cast) -> Mapping[str, Any]:
    return {**a_message(cast), "hostile": "on", "earlier": "0"}


ACTS: Acts = {
    "say_what_we_did": (
        lambda cast: {"channel": cast.page.pk, "done": "leave", "words": "It was a joke."},
        who_do(TEAM),
    ),
    "new_message": (a_message, who_do(TEAM)),
    "message_answer": (typed(note="Told them"), who_do(TEAM)),
    "message_set_aside": (typed(), who_do(TEAM)),
    "message_sort": (another_kind, who_do(TEAM)),
    "message_pass_on": (lambda cast: {"region": make_region().pk}, who_do(TEAM)),
    "message_reopen": (typed(because="They wrote again"), who_do(TEAM)),
    "new_comment": (a_comment, who_do(TEAM)),
    "comment": (typed(done="hide"), who_do(TEAM)),
    "new_filter_list": (a_version, who_do(TEAM)),
    "filter_tester": (typed(text="a tree"), TEAM),
    "filter_install": (typed(), who_do(TEAM)),
}
