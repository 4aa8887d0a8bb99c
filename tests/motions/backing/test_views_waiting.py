"""What waits for somebody behind a motion is on the page of their emailed link, one press from the answer."""

import pytest
from django.test import Client
from django.urls import reverse

from lla.links import tokens
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion.models import Backing, Motion
from motions.motion.texts import Text
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_item,
    make_motion,
    make_signatory,
    mover_of,
)
from tests.motions.member_pages import mine

pytestmark = pytest.mark.django_db

BODY = "Conference notes:\n\n- Rents rose fast\n- Tea is served."


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def link_of(person: Backing) -> str:
    return reverse("motions:backing", args=[tokens.mint("backing", person.pk, days=60)])


def leads_to(client: Client, link: str, view: str) -> str:
    """The page that the button leads to, if the link's page has one."""
    if f'value="motions:{view}"' not in client.get(link).text:
        return "no button"
    return client.post(link, {"act": f"motions:{view}"}).headers["Location"]


def test_a_question_of_the_committee_is_answered_from_the_link(client: Client, motion: Motion) -> None:
    link = link_of(mover_of(motion))
    before = leads_to(client, link, "answer")
    committee_workflow.query(motion, by=make_committee_member(), question="Which rents?")
    shown = client.get(link).text
    assert shown.index("Question from the committee") < shown.index("Which rents?")
    assert shown.index("Which rents?") < shown.index("You support this motion")
    assert (before, leads_to(client, link, "answer")) == ("no button", mine(motion, "answer"))
    assert "Which rents?" in client.get(mine(motion, "answer")).text


def test_only_those_who_act_for_a_motion_read_the_question(client: Client, motion: Motion) -> None:
    link = link_of(make_signatory(motion))
    committee_workflow.query(motion, by=make_committee_member(), question="Which rents?")
    refused = client.post(link, {"act": "motions:answer"})
    assert "Which rents?" not in client.get(link).text
    assert refused.headers["Location"] == link


def test_amendments_to_a_motion_are_answered_from_the_link(client: Client, motion: Motion) -> None:
    amendment = make_amendment(motion, old="fast", new="far")
    link = link_of(mover_of(motion))
    before = leads_to(client, link, "answer_amendments")
    committee_workflow.rule_in_order(amendment, by=make_committee_member())
    page = mine(motion, "answer_amendments")
    assert (before, leads_to(client, link, "answer_amendments")) == ("no button", page)
    assert "1 amendment to answer" in client.get(link).text


@pytest.mark.parametrize(
    ("old", "new", "view"),
    [("rose fast", "rose very fast", "settle"), ("Rents rose fast", "Rents fell", "revise")],
)
def test_an_amendment_left_behind_is_agreed_to_or_written_anew_from_the_link(
    client: Client, motion: Motion, old: str, new: str, view: str
) -> None:
    amendment = make_amendment(motion, old="fast", new="far")
    link = link_of(mover_of(amendment))
    before = leads_to(client, link, view)
    text = Text.of("Rents", BODY.replace(old, new))
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Figures", base=1)
    assert (before, leads_to(client, link, view)) == ("no button", mine(amendment, view))
    assert "The motion has a new text" in client.get(link).text
