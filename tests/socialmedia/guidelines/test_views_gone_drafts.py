"""A draft that a colleague discarded or adopted meanwhile: what was typed is kept, nothing goes unasked."""

from typing import Any

import pytest
from django.test import Client

from lla.accounts.models import User
from lla.acts.actors import Actor
from socialmedia.guidelines import workflow as guidelines_workflow
from socialmedia.guidelines.models import GuidelineVersion
from socialmedia.guidelines.parameters import Parameters
from socialmedia.team.choices import Role
from tests.factories import sign_in
from tests.socialmedia.factories import make_guidelines, make_member

pytestmark = pytest.mark.django_db
EDIT, DISCARD = "/social/guidelines/draft/", "/social/guidelines/draft/discard/"


@pytest.fixture
def roisin() -> User:
    return make_member("Roisin Tarrant", Role.MANAGER)


@pytest.fixture
def draft(roisin: User) -> GuidelineVersion:
    make_guidelines(1)
    return guidelines_workflow.begin(drafted_by=roisin, by=by(roisin))


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), make_member("Callum Reid", Role.COORDINATOR))


def by(user: User) -> Actor:
    return Actor.user(user, role="team")


def typed(draft: GuidelineVersion, **more: str) -> dict[str, Any]:
    return {**Parameters().stored(), "words": "Less is more.", "why": "Enough.", "seen": draft.state, **more}


@pytest.mark.parametrize("end", ["discarded", "adopted"])
def test_words_typed_in_a_draft_that_is_gone_are_kept_and_can_begin_another(
    client: Client, draft: GuidelineVersion, roisin: User, end: str
) -> None:
    given = typed(draft)
    if end == "discarded":
        guidelines_workflow.discard(draft, seen=draft.state, by=by(roisin))
    else:
        GuidelineVersion.objects.filter(pk=draft.pk).update(words="Post less.")
        draft.refresh_from_db()
        guidelines_workflow.adopt(draft, decision="Team meeting", adopted_by=roisin, by=by(roisin))
    page = client.post(EDIT, given)
    [said] = page.context["form"].non_field_errors()
    assert (said.startswith(f"Roisin Tarrant {end} this draft on "), b"Less is more." in page.content) == (
        True,
        True,
    )
    assert GuidelineVersion.objects.drafted() is None
    client.post(EDIT, {**given, "begin": "1"})
    again = GuidelineVersion.objects.drafted()
    assert again and (again.words.strip(), again.why) == ("Less is more.", "Enough.")


def test_without_a_draft_there_is_no_page_to_write_in(client: Client) -> None:
    assert client.get(EDIT).status_code == 404


def test_a_draft_is_discarded_after_one_more_question(client: Client, draft: GuidelineVersion) -> None:
    page = client.get(DISCARD)
    assert b"Roisin Tarrant began this draft on " in page.content
    assert b"Its text and figures are deleted, and you cannot undo this." in page.content
    assert GuidelineVersion.objects.drafted() == draft
    client.post(DISCARD, {"seen": page.context["form"].state})
    assert GuidelineVersion.objects.drafted() is None


def test_what_a_colleague_saved_since_the_question_is_not_discarded(
    client: Client, draft: GuidelineVersion, roisin: User
) -> None:
    seen = client.get(DISCARD).context["form"].state
    saved: dict[str, Any] = {"words": "Post less.", "figures": Parameters(), "why": "", "seen": draft.state}
    guidelines_workflow.save(draft, **saved, by=by(roisin))
    page = client.post(DISCARD, {"seen": seen})
    assert page.context["form"].non_field_errors() == [
        "Somebody has saved the draft since you opened this page. Read it before you discard it."
    ]
    assert b"Roisin Tarrant changed this draft on " in page.content
    assert GuidelineVersion.objects.drafted() == draft
