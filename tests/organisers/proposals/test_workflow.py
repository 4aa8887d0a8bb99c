"""A secretary proposes colleagues: one email, no contact before their own yes, nothing after a no."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.links import tokens
from lla.links.exceptions import LinkRefused
from lla.subjects.registry import Person
from lla.time import clock
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contacts.choices import ContactRole
from organisers.contacts.models import Consent, Contact
from organisers.contacts.workflow import Details, contact_actor
from organisers.groups.choices import GroupAct
from organisers.groups.models import Group, GroupEvent
from organisers.personal_data import papers as personal_data_papers
from organisers.personal_data import workflow as personal_data_workflow
from organisers.proposals import rules as proposals_rules
from organisers.proposals import workflow as proposals_workflow
from organisers.proposals.models import Proposal
from tests.organisers.consents.factories import save_page
from tests.organisers.contact_page.page_object import opened, words
from tests.organisers.contact_page.test_workflow import at_once
from tests.organisers.factories import make_contact, make_group, make_organiser
from tests.personal_data import told

pytestmark = pytest.mark.django_db

ASH = Details("Ash Thorn", "ash@example.org", ContactRole.CHAIR, more_roles=("treasurer",))


@pytest.fixture
def secretary() -> Contact:
    contact = make_contact(make_group("Hull Left"), name="Jo Marsh", email="jo@example.org")
    save_page(contact)
    contact.refresh_from_db()
    return contact


def emails() -> list[tuple[str, str]]:
    return list(Email.objects.order_by("pk").values_list("kind", "to"))


def token_for(email: str) -> str:
    return tokens.mint("proposal", Proposal.objects.get(email=email).pk, days=30)


def refused(contact: Contact, details: Details = ASH) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        proposals_workflow.propose(contact, details)
    return refusal.value.reasons


def test_a_colleague_is_no_contact_before_their_own_yes(secretary: Contact, client: Client) -> None:
    opened(client, secretary)
    typed = {"name": ASH.name, "role": "chair", "more_roles": ["treasurer"], "email": ASH.email}
    page = reverse("organisers:propose")
    answer = words(client.post(f"{page}?of={secretary.pk}", typed, follow=True))
    assert "we email them" in answer
    assert emails() == [("organisers/proposed", "ash@example.org")]
    assert Contact.objects.get() == secretary
    address = reverse("organisers:proposal", args=[token_for(ASH.email)])
    shown = words(Client().get(address))
    assert ("Yes, I am a contact" in shown, "Jo Marsh" in shown) == (True, False)
    assert Contact.objects.get() == secretary
    colleague = Client()
    mine = words(colleague.post(address, {"answer": "yes"}, follow=True))
    contact = Contact.objects.get(email="ash@example.org")
    assert (contact.name, contact.roles, contact.phone) == ("Ash Thorn", "Chair, Treasurer", "")
    assert ("Your page" in mine, "checked>" in mine.partition("Who can have your details")[2]) == (
        True,
        False,
    )
    assert not Consent.objects.filter(contact=contact).exists()
    assert [(one.act, one.actor_key) for one in GroupEvent.objects.order_by("pk")] == [
        (GroupAct.ASKED, f"contact:{secretary.pk}"),
        (GroupAct.ADDED, f"contact:{contact.pk}"),
    ]


def test_a_no_keeps_nothing_and_the_group_cannot_ask_again(secretary: Contact, client: Client) -> None:
    proposals_workflow.propose(secretary, ASH)
    token = token_for(ASH.email)
    client.post(reverse("organisers:proposal", args=[token]), {"answer": "no"})
    [kept] = Proposal.objects.all()
    assert (kept.name, kept.email, kept.agreed, bool(kept.answered_at)) == ("", "", False, True)
    assert "ash" not in kept.address
    with pytest.raises(LinkRefused):
        proposals_workflow.accept(token)
    proposals_workflow.propose(secretary, Details("A. Thorn", "ASH@example.org"))
    assert len(emails()) == 1
    assert GroupEvent.objects.order_by("pk").last().act == GroupAct.DECLINED  # type: ignore[union-attr]


def test_whoever_is_a_contact_already_is_not_written_to_and_the_answer_is_the_same(
    secretary: Contact, client: Client
) -> None:
    make_contact(secretary.group, email=ASH.email)
    opened(client, secretary)
    page = f"{reverse('organisers:propose')}?of={secretary.pk}"
    typed = {"name": ASH.name, "role": "chair", "email": ASH.email}
    assert "we email them" in words(client.post(page, typed, follow=True))
    assert (emails(), Proposal.objects.count()) == ([], 0)


def test_only_a_secretary_whose_address_is_proved_proposes_and_few_at_a_time(secretary: Contact) -> None:
    organiser = make_organiser(secretary.group.region)
    details = Details("Kim Holt", "kim@example.org", "chair")
    chair = contact_desk_workflow.add_contact(secretary.group, details, by=organiser)
    unproved = make_contact(secretary.group)
    assert [refused(chair), refused(unproved)] == [[proposals_rules.NOT_SECRETARY]] * 2
    for at in range(proposals_rules.MOST_OPEN):
        proposals_workflow.propose(secretary, Details(f"Person {at}", f"person{at}@example.org"))
    assert refused(secretary) == [proposals_rules.TOO_MANY]
    Group.objects.filter(pk=secretary.group_id).update(status="left")
    assert refused(secretary) == ["Hull Left has left. We do not keep contacts of groups that have left."]


def test_what_nobody_answers_is_forgotten_after_thirty_days_and_its_hash_after_a_year(
    secretary: Contact,
) -> None:
    proposals_workflow.propose(secretary, ASH)
    token, now = token_for(ASH.email), clock.now()
    done = []
    for days in (29, 31, 31, 31 + 364, 31 + 366):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            done.append(
                (proposals_workflow.empty_expired_proposals(), Proposal.objects.exclude(email="").count())
            )
    assert done == [(0, 1), (1, 0), (0, 0), (0, 0), (1, 0)]
    assert not Proposal.objects.exists()
    with pytest.raises(LinkRefused):
        proposals_workflow.accept(token)


def test_whoever_is_proposed_is_told_of_it_and_erased_and_the_secretary_sees_nobody_elses_address(
    secretary: Contact,
) -> None:
    proposals_workflow.propose(secretary, ASH)
    _, about_ash = told(personal_data_papers.sections, Person(ASH.email, None))
    _, about_jo = told(personal_data_papers.sections, Person(secretary.email, None))
    assert ("Ash Thorn" in about_ash, "Jo Marsh" in about_ash) == (True, False)
    assert ("Proposed on" in about_jo, "ash@example.org" in about_jo, "Ash Thorn" in about_jo) == (
        True,
        False,
        False,
    )
    personal_data_workflow.erase(Person(ASH.email, None), contact_actor(secretary))
    assert Proposal.objects.values_list("name", "email").get() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_no_at_once_are_one_answer() -> None:
    contact = make_contact(make_group("Hull Left"))
    save_page(contact)
    proposals_workflow.propose(contact, ASH)
    token = token_for(ASH.email)
    ran_into = at_once(lambda: proposals_workflow.accept(token), lambda: proposals_workflow.decline(token))
    assert len(ran_into) == 1
    agreed = Proposal.objects.get().agreed
    assert Contact.objects.filter(email=ASH.email).exists() == agreed
