"""What is typed into a draft is kept while it is typed: a telephone forgets a page that nobody looks at."""

from collections.abc import Mapping

import pytest
from django.test import Client

from motions.agenda.models import AgendaItem
from motions.motion.models import Motion
from motions.submitting.models import Draft
from tests.motions.member_pages import TEXT, begin, fill, page, seen

pytestmark = pytest.mark.django_db

NEWER = {**TEXT, "title": "Newer"}


def type_in(client: Client, draft: Draft, typed: Mapping[str, str], **mark: str) -> str:
    """The typing pauses, and the page asks for its preview."""
    sent = {**typed, **(mark or seen(client, page(draft, "step_text")))}
    return client.post(page(draft, "preview"), sent).content.decode()


def title_shown(client: Client, draft: Draft) -> str:
    return str(client.get(page(draft, "step_text")).context["form"]["title"].value())


def test_what_is_typed_is_there_again_and_the_page_says_that_it_is_saved(
    client: Client, item: AgendaItem
) -> None:
    draft = begin(client, item)
    assert "saved at" in type_in(client, draft, NEWER)
    assert "saved at" in client.get(page(draft, "step_text")).content.decode()
    assert title_shown(client, draft) == "Newer"


def test_nothing_is_sent_that_was_only_typed(client: Client, item: AgendaItem) -> None:
    draft = fill(client, item)
    type_in(client, draft, NEWER)
    for answer in (client.get(page(draft, "check")), client.post(page(draft, "check"))):
        assert answer.headers["Location"] == page(draft, "step_text")
    assert not Motion.objects.main().exists()
    client.post(page(draft, "step_text"), {**NEWER, **seen(client, page(draft, "step_text"))})
    client.post(page(draft, "check"))
    assert Motion.objects.main().get().text.title == "Newer"


def test_a_button_saves_what_is_in_the_form_and_no_earlier_typing(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    type_in(client, draft, NEWER)
    client.post(
        page(draft, "step_text"), {**TEXT, "title": "Newest", **seen(client, page(draft, "step_text"))}
    )
    assert title_shown(client, draft) == "Newest"
    assert Draft.objects.get().typing == ""


def test_typing_in_a_window_that_was_overtaken_is_not_called_saved(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    before = seen(client, page(draft, "step_text"))
    client.post(page(draft, "step_text"), {**TEXT, **before})
    assert "saved at" not in type_in(client, draft, NEWER, **before)
    assert title_shown(client, draft) == TEXT["title"]


def test_no_more_is_kept_than_a_draft_may_hold(client: Client, item: AgendaItem) -> None:
    draft = begin(client, item)
    assert "saved at" not in type_in(client, draft, {**TEXT, "body": "x" * 450_000})
    assert Draft.objects.get().typed == {}
