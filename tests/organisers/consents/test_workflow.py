"""What each group's copy may hold follows from consents and affiliations, and from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from organisers.affiliation import workflow as affiliation_workflow
from organisers.consents.workflow import ask_about
from organisers.contact_desk import workflow as contact_desk_workflow
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contact_page.forms import PageForm
from organisers.contacts import selectors as contacts_selectors
from organisers.contacts.choices import ConsentHow, Detail, Purpose
from organisers.contacts.models import Consent, Contact, Question
from organisers.contacts.sharing import Circulation, details_by_contact
from organisers.editions import workflow as editions_workflow
from organisers.editions.models import Copy
from organisers.groups.choices import GroupStatus
from organisers.groups.models import Group
from tests.factories import make_staff
from tests.organisers.consents.factories import make_wishes, save_page
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region

pytestmark = pytest.mark.django_db

GROUPS, PEOPLE = 4, 3


def given_to(group: Group) -> dict[int, frozenset[str]]:
    """What a group's copy would hold, by the app."""
    consents = Consent.objects.circulated().select_related("contact")
    circulated = [
        Circulation(
            consent.contact_id,
            consent.contact.group_id,
            frozenset(consent.details),
            frozenset(consent.recipients),
        )
        for consent in consents
    ]
    affiliated = frozenset(Group.objects.affiliated().values_list("pk", flat=True))
    return dict(details_by_contact(group.pk, circulated, affiliated=affiliated))


@dataclass
class Person:
    """The rules once more, told in another way: who may see what of this person, page by page."""

    home: int
    details: frozenset[str] = frozenset()
    allowed: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    circulated: bool = False
    gone: bool = False

    def reads_page(self, affiliated: set[int]) -> tuple[set[int], set[int]]:
        """The groups named, and those asked about: a yes covers only who was named when it was given."""
        all_now = affiliated | {self.home}
        named = all_now & self.allowed if self.circulated else all_now - self.refused
        return named, all_now - named

    def says_yes(
        self, affiliated: set[int], details: frozenset[str], out: set[int], answers: dict[int, bool]
    ) -> None:
        named, asked = self.reads_page(affiliated)
        no = {group for group in asked if answers.get(group) is False} | (named & out)
        yes = {group for group in asked if answers.get(group) is True}
        self.refused = (self.refused | no) - yes - (named - out)
        self.allowed = (named - out) | yes
        self.details, self.circulated = details, True

    def takes_back(self) -> None:
        self.details, self.allowed, self.circulated = frozenset(), set(), False


def told_by_model(people: dict[int, Person], affiliated: set[int], group: int) -> dict[int, frozenset[str]]:
    if group not in affiliated:
        return {}
    return {
        key: person.details
        for key, person in people.items()
        if person.circulated and person.home in affiliated and group in person.allowed
    }


DETAILS = st.frozensets(st.sampled_from([detail.value for detail in Detail]), min_size=1)
SOME_GROUPS = st.sets(st.integers(0, GROUPS - 1))
PERSON = st.integers(0, PEOPLE - 1)
SAVE = st.tuples(
    st.just("save"),
    PERSON,
    DETAILS,
    SOME_GROUPS,
    st.dictionaries(st.integers(0, GROUPS - 1), st.booleans()),
)
STEPS = st.one_of(
    SAVE,
    SAVE,
    st.tuples(st.sampled_from(["affiliate", "lapse"]), st.integers(0, GROUPS - 1)),
    st.tuples(st.sampled_from(["save nothing", "withdraw", "erase"]), PERSON),
)


class World:
    """A region in the database and the same region as the model has it, moved on by the same steps."""

    def __init__(self) -> None:
        self.committee = make_staff()
        self.organiser = make_organiser()
        self.groups = [make_group(f"Group {number}") for number in range(GROUPS)]
        self.people = [make_contact(self.groups[number % 2], verified=False) for number in range(PEOPLE)]
        self.affiliated = {group.pk for group in self.groups}
        self.model = {person.pk: Person(person.group_id) for person in self.people}

    def take(self, step: tuple[object, ...]) -> None:
        getattr(self, str(step[0]).replace(" ", "_"))(*step[1:])

    def affiliate(self, number: int) -> None:
        group = self.groups[number]
        if group.pk not in self.affiliated:
            affiliation_workflow.affiliate(group, by=self.committee)
            self.affiliated.add(group.pk)

    def lapse(self, number: int) -> None:
        group = self.groups[number]
        if group.pk in self.affiliated:
            affiliation_workflow.lapse(group, by=self.committee, words="They did not renew.")
            self.affiliated.discard(group.pk)

    def save(self, number: int, details: frozenset[str], out: set[int], answers: dict[int, bool]) -> None:
        contact, person = self._find(number)
        if person.gone:
            return
        left_out = {self.groups[one].pk for one in out}
        said = {self.groups[one].pk: yes for one, yes in answers.items()}
        self._send(contact, details, left_out, said)
        person.says_yes(self.affiliated, details, left_out, said)

    def save_nothing(self, number: int) -> None:
        contact, person = self._find(number)
        if not person.gone:
            save_page(contact)
            person.takes_back()

    def withdraw(self, number: int) -> None:
        contact, person = self._find(number)
        if not person.gone:
            contact_page_workflow.withdraw(contact)
            person.takes_back()

    def erase(self, number: int) -> None:
        contact, person = self._find(number)
        if not person.gone:
            contact_desk_workflow.erase(contact, by=SYSTEM)
            person.takes_back()
            person.gone = True

    def frozen(self) -> dict[int, dict[int, frozenset[str]]]:
        """What stands in each group's copy of an edition made now: people and their details, by group."""
        if not self.affiliated:
            return {}
        edition = editions_workflow.freeze(self.groups[0].region, by=self.organiser)
        return {copy.group_id: _people(copy) for copy in edition.copies.all()}

    def _find(self, number: int) -> tuple[Contact, Person]:
        contact = Contact.objects.select_related("group").get(pk=self.people[number].pk)
        return contact, self.model[contact.pk]

    def _send(
        self, contact: Contact, details: frozenset[str], left_out: set[int], said: dict[int, bool]
    ) -> None:
        """Fill in the page as the browser would, from what it shows now."""
        shown = PageForm(contact=contact)
        typed: dict[str, str | list[str]] = {
            "name": contact.name,
            "role": contact.role,
            "email": contact.email,
            "phone": "07700 900123",
            "circulated": "on",
            "shared": sorted(details),
            "left_out": [str(group.pk) for group in shown.circle.named if group.pk in left_out],
            "seen": shown.state,
            "named": shown.named_now,
        }
        for group, _ in shown.circle.asked:
            if group.pk in said:
                typed[f"group_{group.pk}"] = "yes" if said[group.pk] else "no"
        form = PageForm(_query(typed), contact=contact)
        assert form.is_valid(), form.errors
        contact_page_workflow.save_page(contact, form.details, form.wishes, seen=form.newest_consent)


def _people(copy: Copy) -> dict[int, frozenset[str]]:
    rows = {row["contact"]: row for row in copy.entries if row["contact"]}
    assert copy.subjects == sorted(rows)
    return {pk: frozenset(set(row) - {"contact", "group"}) for pk, row in rows.items()}


def _query(typed: dict[str, str | list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, value in typed.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_for_any_history_each_groups_rows_are_exactly_those_the_rules_give(
    steps: list[tuple[object, ...]],
) -> None:
    with transaction.atomic():
        world = World()
        for step in steps:
            world.take(step)
            for group in world.groups:
                assert given_to(group) == told_by_model(world.model, world.affiliated, group.pk)
        frozen = world.frozen()
        assert frozen == {pk: told_by_model(world.model, world.affiliated, pk) for pk in world.affiliated}
        transaction.set_rollback(True)


def asked() -> list[tuple[str, str]]:
    return list(Email.objects.filter(kind="organisers/question").order_by("pk").values_list("to", "body"))


def affiliated_later(name: str = "Wharfe Left") -> Group:
    group = make_group(name)
    ask_about(group)
    return group


def test_a_group_that_affiliates_later_gets_nothing_until_the_contact_says_yes() -> None:
    contact = make_contact()
    save_page(contact, make_wishes(contact.group))
    newcomer = affiliated_later()
    assert given_to(newcomer) == {}
    [(to, body)] = asked()
    assert (to, "Wharfe Left" in body) == (contact.email, True)
    form = PageForm(contact=contact)
    assert [field.label for field in form.questions] == ["May Wharfe Left have your details too?"]
    wishes = make_wishes(contact.group, newcomer)
    save_page(contact, wishes)
    assert given_to(newcomer) == {contact.pk: frozenset({"name", "email"})}
    assert contact.consents.order_by("-pk")[0].how == ConsentHow.QUESTION
    assert Question.objects.values_list("agreed", flat=True)[0] is True


def test_only_circulated_contacts_of_the_same_region_are_asked_and_each_once() -> None:
    circulated, elsewhere, silent = (
        make_contact(),
        make_contact(make_group(region=make_region("London"))),
        make_contact(),
    )
    for contact in (circulated, elsewhere):
        save_page(contact, make_wishes(contact.group))
    newcomer = affiliated_later()
    ask_about(newcomer)
    assert [to for to, _ in asked()] == [circulated.email]
    assert not Question.objects.filter(contact__in=(elsewhere, silent)).exists()


def test_a_group_that_is_not_affiliated_is_asked_about_with_nobody() -> None:
    contact = make_contact()
    save_page(contact, make_wishes(contact.group))
    assert ask_about(make_group(status=GroupStatus.APPLIED)) == 0


def test_whoever_said_no_is_not_asked_again_and_stays_unnamed_when_they_begin_anew() -> None:
    contact = make_contact()
    save_page(contact, make_wishes(contact.group))
    newcomer = affiliated_later()
    wishes = make_wishes(contact.group)
    refusing = type(wishes)(wishes.purposes, wishes.details, wishes.named, {newcomer.pk: False})
    save_page(contact, refusing)
    assert ask_about(newcomer) == 0
    contact_page_workflow.withdraw(contact)
    circle = contacts_selectors.recipient_groups(contact)
    assert (list(circle.named), list(circle.asked)) == ([contact.group], [(newcomer, False)])


def test_a_withdrawn_yes_never_counts_however_often_it_was_given() -> None:
    contact = make_contact()
    for _ in range(2):
        save_page(contact, make_wishes(contact.group))
        assert given_to(contact.group) == {contact.pk: frozenset({"name", "email"})}
        contact_page_workflow.withdraw(contact)
        assert given_to(contact.group) == {}


@pytest.mark.parametrize("purpose", [one for one in Purpose if one != Purpose.CIRCULATED])
def test_another_purpose_circulates_nothing(purpose: Purpose) -> None:
    contact = make_contact()
    wishes = make_wishes(contact.group)
    save_page(contact, type(wishes)(frozenset({purpose}), wishes.details, wishes.named))
    assert given_to(contact.group) == {}
    found = [(one, list(Contact.objects.with_consent(one))) for one in Purpose]
    assert found == [(one, [contact] if one == purpose else []) for one in Purpose]


def test_consents_are_never_changed_or_removed() -> None:
    save_page(contact := make_contact(), make_wishes(contact.group))
    acts: list[Callable[[], object]] = [
        lambda: Consent.objects.update(given=False),
        lambda: Consent.objects.all().delete(),
    ]
    for act in acts:
        with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
            act()
    assert Consent.objects.get().given
