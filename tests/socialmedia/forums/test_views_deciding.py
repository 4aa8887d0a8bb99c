"""A case is decided with what was said of it in view, and not on an older page."""

import pytest
from django.test import Client
from django.urls import reverse

from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.deliberations.rules import SAID_MEANWHILE
from socialmedia.forums.workflow import cases
from tests.factories import sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.forums.factories import make_case, make_forum, rule_of

pytestmark = pytest.mark.django_db


def test_a_case_is_not_decided_on_a_page_older_than_a_view_or_the_leaderships_word(client: Client) -> None:
    ann, bea = make_member("Ann Bell", "coordinator"), make_member("Bea Lowe")
    case = make_case(make_forum("Debates"), ann)
    assert case.consultation
    consultations_workflow.give_view(case.consultation, opinion="agree", words="Mute them.", by=bea)
    cases.note_leadership(case, consulted=True, words="A week is enough.", by=ann)
    decide = reverse("socialmedia:decide_case", args=[case.pk])
    page = sign_in(client, ann).get(decide)
    said = page.content.decode()
    assert ["Mute them." in said, "A week is enough." in said] == [True, True]
    typed = {"outcome": "mute", "days": "7", "reason": "Insults.", "how_to_appeal": "Write to us."}
    typed |= {"rule": str(rule_of(case.channel).pk), "seen": page.context["form"].state}
    consultations_workflow.give_view(case.consultation, opinion="disagree", words="Rather not.", by=bea)
    page = client.post(decide, typed)
    assert page.context["form"].non_field_errors() == [SAID_MEANWHILE]
    assert ["Rather not." in page.content.decode(), page.context["form"]["reason"].value()] == [
        True,
        "Insults.",
    ]
    cases.note_leadership(case, consulted=False, words="There is no time.", by=ann)
    again = client.post(decide, {**typed, "seen": page.context["form"].state})
    assert again.context["form"].non_field_errors() == [SAID_MEANWHILE]
    assert client.post(decide, {**typed, "seen": again.context["form"].state}).status_code == 302
