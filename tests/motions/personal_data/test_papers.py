"""What motions tell one person about themselves, and how they are erased: every table that names them."""

import pytest
from django.test import Client

from lla.accounts.models import User
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.subjects import workflow
from lla.subjects.registry import Person
from lla.time import clock
from motions.appeals import workflow as appeals_workflow
from motions.backing import workflow as backing_workflow
from motions.backing.workflow import Person as Mover
from motions.colleagues.models import Seat
from motions.committee import workflow as committee_workflow
from motions.composites import workflow as composites_workflow
from motions.composites.choices import AmendmentFate, ConsentAnswer, SpeaksAs
from motions.duplicates import workflow as duplicates_workflow
from motions.motion.choices import Role
from motions.motion.models import Motion
from motions.order_paper.models import OrderPaper
from motions.personal_data import papers as personal_data_papers
from motions.personal_data import workflow as personal_data_workflow
from motions.reports import workflow as reports_workflow
from tests.factories import make_staff
from tests.motions.factories import make_amendment, make_draft, make_group_motion, make_motion, mover_of
from tests.organisers.factories import make_contact, make_group
from tests.personal_data import naming, told

pytestmark = pytest.mark.django_db

NAME, QUILL = "Perpetua Quill", "quill@example.org"


@pytest.fixture
def motion() -> Motion:
    """Moved by somebody who has an unsent paper as well."""
    draft = make_draft()
    draft.typed = {"people": {"name": [NAME], "email": [f" {QUILL.title()} "], "officer_name": ["Ash Thorn"]}}
    draft.save()
    return make_motion(mover=Mover(name=NAME, email=QUILL, group_name="Quill Street Left"))


def refer_back(*, by: User, appealing: Motion) -> None:
    """The motion of one is appealed about, and somebody else's goes back to conference."""
    for motion in (appealing, make_motion()):
        committee_workflow.propose_ruling_out(motion, by=make_staff(), rule="4", reason="Two subjects.")
        committee_workflow.second(motion, by=make_staff())
        appeals_workflow.appeal(motion, by=mover_of(motion), grounds="It has one subject.")
        committee_workflow.propose_on_appeal(motion, by=make_staff(), allowed=False, reason="It has two.")
        committee_workflow.second(motion, by=make_staff())
    appeals_workflow.refer_back(motion, by=by)


@pytest.fixture
def quill(motion: Motion) -> User:
    """The same person sits on the committee, and did there what leaves a row."""
    user = make_staff(QUILL, NAME)
    other, third = make_motion(), make_motion()
    committee_workflow.assign(other, by=user, to=user)
    committee_workflow.note(other, by=user, words="Ask the mover about clause two.")
    committee_workflow.mark(other, by=user, findings={"title": "fine"})
    committee_workflow.query(other, by=user, question="What does clause two mean?")
    committee_workflow.rule_in_order(third, by=user)
    duplicates_workflow.mark_duplicate(third, by=user, other=make_motion(third.item))
    OrderPaper.objects.create(conference=motion.conference, issued_at=clock.now(), issued_by=user)
    make_consent(make_motion(mover=Mover(name=NAME, email=QUILL)), by=user)
    reports_workflow.issue(reports_workflow.draft(motion.conference), by=user)
    committee_workflow.recuse(motion, by=user, interest="I moved it.")
    refer_back(by=user, appealing=motion)
    Seat.objects.create(user=user)
    group = make_group()
    make_contact(group, email=QUILL)
    make_group_motion(group=group)
    return user


def make_consent(motion: Motion, *, by: User) -> None:
    """The mover of a motion agrees to a composite and moves it; `by` says what becomes of an amendment."""
    others = [make_motion(motion.item)]
    for each in (motion, *others):
        committee_workflow.rule_in_order(each, by=by)
    composite = composites_workflow.make(motion, by=by, others=others)
    composites_workflow.send(composite, by=by)
    amendment = make_amendment(others[0], old="neighbouring", new="near")
    composites_workflow.decide_amendments(composite, by=by, fates={amendment.pk: AmendmentFate.FALLS})
    composite.sources.filter(motion=motion).update(speaks_as=SpeaksAs.MOVER, speaker=mover_of(motion))
    [source] = composite.sources.filter(motion=motion)
    composites_workflow.give_answer(
        source, by=mover_of(motion), answer=ConsentAnswer.AGREES, revision=composite.text.number
    )


def test_each_table_that_is_listed_is_told_of_and_nobody_else_is_in_it(motion: Motion, quill: User) -> None:
    tables, words = told(personal_data_papers.sections, Person(QUILL, quill))
    assert tables == {model._meta.label for model in personal_data_papers.TABLES_TOLD}
    others = motion.backings.exclude(email=QUILL)
    assert [one.name for one in others if one.name in words or one.email in words] == []
    assert ("Words: Ask the mover about clause two." in words, "Title: Organisers" in words) == (True, True)


def test_whoever_is_erased_is_counted_on_and_named_nowhere(motion: Motion, client: Client) -> None:
    page = f"/motions/{motion.reference}/"
    assert NAME in client.get(page).content.decode()
    workflow.erase(QUILL, why="erasure", by=make_staff())
    deliver_due()
    Email.objects.all().delete()
    assert naming(NAME, QUILL, "Quill Street Left") == []
    shown = client.get(page).content.decode()
    assert (NAME in shown, "One signatory asks not to be named" in shown) == (False, True)
    mover = motion.backings.get(role=Role.MOVER)
    assert (mover.name, mover.stands, mover.name_public) == (personal_data_workflow.NAME, True, False)


def test_somebody_elses_unsent_paper_loses_only_what_names_the_person() -> None:
    draft = make_draft()
    draft.typed = {
        "text": {"title": ["Buses"]},
        "people": {
            "name": ["Ash Thorn"],
            "email": ["ash@example.org"],
            "officer_name": [NAME],
            "officer_email": [QUILL],
        },
    }
    draft.save()
    workflow.erase(QUILL, why="erasure", by=make_staff())
    draft.refresh_from_db()
    assert draft.typed == {
        "text": {"title": ["Buses"]},
        "people": {
            "name": ["Ash Thorn"],
            "email": ["ash@example.org"],
            "officer_name": [""],
            "officer_email": [""],
        },
    }


def test_emails_about_the_motion_go_to_those_who_are_left(motion: Motion) -> None:
    signatory = motion.backings.filter(role=Role.SIGNATORY).first()
    assert signatory is not None
    backing_workflow.ask_co_mover(signatory, by=motion.backings.get(role=Role.MOVER))
    backing_workflow.answer_co_moving(signatory, agrees=True)
    workflow.erase(QUILL, why="erasure", by=make_staff())
    Email.objects.all().delete()
    committee_workflow.query(motion, by=make_staff(), question="What does clause two mean?")
    assert [email.to for email in Email.objects.all()] == [signatory.email]
