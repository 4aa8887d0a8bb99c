"""Two or fifty people at once: one answer each, and nothing doubled, skipped or lost."""

from datetime import date, timedelta
from functools import partial

import pytest

from motions.agenda import workflow as agenda_workflow
from motions.agenda.choices import Numbering
from motions.agenda.models import AgendaItem
from motions.appeals import workflow as appeals_workflow
from motions.appeals.models import Appeal
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.conference_desk import workflow as conference_desk_workflow
from motions.duplicates import workflow as duplicates_workflow
from motions.duplicates.models import Duplicate
from motions.group_questions import workflow as group_questions_workflow
from motions.motion.choices import Act, Outcome, Role, Status
from motions.motion.models import Motion, Ruling
from motions.motion.texts import Text
from motions.order_paper import workflow as order_paper_workflow
from motions.placing import workflow as placing_workflow
from motions.reports import workflow as reports_workflow
from motions.slips import workflow as slips_workflow
from motions.submitting import workflow as submitting_workflow
from tests.concurrency import at_once, refusals
from tests.motions.factories import (
    BODY,
    make_committee_member,
    make_conference,
    make_draft,
    make_item,
    make_late_motion,
    make_motion,
    make_person,
    make_submission,
    mover_of,
    submit,
)
from tests.motions.order_paper.factories import make_order_paper
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db(transaction=True)


def send_and_confirm(item: AgendaItem) -> None:
    motion = submit(make_submission(item))
    backing_workflow.confirm(mover_of(motion))


@pytest.mark.parametrize("numbering", list(Numbering))
def test_fifty_submissions_at_once_get_fifty_labels_without_gaps(numbering: Numbering) -> None:
    conference = make_conference(numbering=numbering, signatories_needed=1)
    items = [make_item(conference), make_item(conference)]
    at_once([partial(send_and_confirm, items[n % 2]) for n in range(50)])
    numbers = {
        scope: list(
            conference.motions.filter(scope=scope).order_by("number").values_list("number", flat=True)
        )
        for scope in set(conference.motions.values_list("scope", flat=True))
    }
    expected = (
        {"all": [*range(1, 51)]}
        if numbering == Numbering.RUNNING
        else {f"item-{item.pk}": [*range(1, 26)] for item in items}
    )
    assert numbers == expected
    labels = list(conference.motions.values_list("item", "label"))
    assert len(set(labels)) == len(labels) == 50


def test_a_conference_opened_by_two_people_at_once_is_opened_once() -> None:
    draft = make_item(make_conference(opened_at=None)).conference
    answers = at_once([partial(agenda_workflow.open_conference, draft)] * 2)
    assert refusals(answers) == [["This conference is already open."]]


def test_a_conference_copied_by_two_people_at_once_to_one_address_is_copied_once() -> None:
    copy = partial(conference_desk_workflow.copy_conference, make_item().conference, name="Spring")
    answers = at_once([partial(copy, slug="spring", starts_on=date(2028, 4, 15))] * 2)
    assert refusals(answers) == [["Another conference has this address. Choose another."]]


def test_two_reports_begun_at_once_leave_one_draft() -> None:
    conference = make_conference()
    answers = at_once([partial(reports_workflow.draft, conference)] * 2)
    assert len(refusals(answers)) == conference.reports.count() == 1


def test_a_report_issued_by_two_people_at_once_is_issued_once() -> None:
    draft = reports_workflow.draft(make_conference())
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(reports_workflow.issue, draft, by=by) for by in members])
    assert refusals(answers) == [["This was issued as committee report 1."]]


def test_a_report_corrected_by_two_people_at_once_is_corrected_once() -> None:
    draft = reports_workflow.draft(make_conference())
    report = reports_workflow.issue(draft, by=make_committee_member())
    answers = at_once([partial(reports_workflow.correct, report)] * 2)
    assert len(refusals(answers)) == report.corrections.count() == 1


def test_an_order_paper_issued_by_two_people_at_once_is_issued_once() -> None:
    conference, _ = make_order_paper()
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(order_paper_workflow.issue, conference, by=by) for by in members])
    assert refusals(answers) == [["The order paper is issued already."]]


def test_two_rulings_at_once_leave_one_ruling_and_one_refusal() -> None:
    motion = make_motion()
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.rule_in_order, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert list(motion.rulings.values_list("outcome", flat=True)) == [Outcome.IN_ORDER]


def test_a_question_answered_and_withdrawn_at_once_ends_once() -> None:
    motion, member = make_motion(), make_committee_member()
    committee_workflow.query(motion, by=member, question="Which region?")
    answers = at_once(
        [
            partial(committee_workflow.withdraw_query, motion, by=member),
            partial(committee_workflow.enter_answer, motion, by=member, words="By telephone: Kent."),
            lambda: backing_workflow.answer(motion, by=mover_of(motion), words="Kent."),
        ]
    )
    assert len(refusals(answers)) == 2
    assert motion.events.filter(from_status=Status.QUERIED).count() == 1


def test_two_proposals_to_rule_out_at_once_leave_one() -> None:
    motion = make_motion()
    members = [make_committee_member(), make_committee_member()]
    answers = at_once(
        [
            partial(committee_workflow.propose_ruling_out, motion, by=by, rule="4", reason="Two.")
            for by in members
        ]
    )
    assert len(refusals(answers)) == 1
    assert Ruling.objects.count() == 1


def test_a_proposal_seconded_by_two_people_at_once_is_seconded_once() -> None:
    motion = make_motion()
    committee_workflow.propose_ruling_out(motion, by=make_committee_member(), rule="4", reason="Two.")
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.second, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert motion.events.filter(to_status=Status.RULED_OUT).count() == 1


def test_a_reopening_seconded_by_two_people_at_once_is_done_once() -> None:
    motion = make_motion()
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button.")
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.second, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert motion.events.filter(act=Act.REOPENED).count() == 1


def test_a_hiding_seconded_by_two_people_at_once_is_done_once() -> None:
    motion = make_motion()
    committee_workflow.propose_hiding(motion, by=make_committee_member(), reason="It names somebody.")
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.second, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert motion.events.filter(act=Act.HIDDEN).count() == 1


def test_a_redaction_and_a_revision_at_once_leave_no_text_with_the_words() -> None:
    motion = make_motion(body="- Buy xylophones.")
    committee_workflow.propose_redaction(
        motion, by=make_committee_member(), passages=["xylophones"], reason="It names somebody."
    )
    answers = at_once(
        [
            partial(committee_workflow.second, motion, by=make_committee_member()),
            lambda: backing_workflow.revise(
                motion, Text.of("Again", "- Buy drums."), by=mover_of(motion), why="", base=1
            ),
        ]
    )
    assert len(refusals(answers)) == 1
    motion.refresh_from_db()
    assert ("xylophones" in motion.text.body, motion.revisions.count()) == (False, 2)


def test_a_contact_who_doubts_twice_at_once_holds_the_motion_once() -> None:
    group = make_group()
    make_contact(group)
    motion = make_motion(group=group, known=False)
    answers = at_once([partial(group_questions_workflow.doubt, motion.group_questions.get())] * 2)
    assert len(refusals(answers)) == 1
    assert motion.events.filter(act=Act.HELD).count() == 1


def test_two_members_who_lift_a_hold_at_once_lift_it_once() -> None:
    group = make_group()
    make_contact(group)
    motion = make_motion(group=group, known=False)
    group_questions_workflow.doubt(motion.group_questions.get())
    members = [make_committee_member(), make_committee_member()]
    answers = at_once(
        [partial(group_questions_workflow.lift_hold, motion, by=by, note="Asked.") for by in members]
    )
    assert len(refusals(answers)) == 1
    assert motion.events.filter(act=Act.HOLD_LIFTED).count() == 1


def test_two_yeses_at_once_publish_a_motion_once() -> None:
    group = make_group()
    contacts = [make_contact(group), make_contact(group)]
    motion = make_motion(group=group, known=False)
    at_once([partial(group_questions_workflow.vouch, question) for question in motion.group_questions.all()])
    assert (len(contacts), motion.events.filter(act=Act.PUBLISHED).count()) == (2, 1)


def test_motions_that_move_while_others_arrive_leave_no_double_labels() -> None:
    conference, member = make_conference(signatories_needed=1), make_committee_member()
    items = [make_item(conference), make_item(conference)]
    for _ in range(6):
        send_and_confirm(items[0])
    moves = [
        partial(placing_workflow.move_to_item, motion, by=member, item=items[1])
        for motion in conference.motions.any_nature()
    ]
    at_once([*moves, *(partial(send_and_confirm, item) for item in items for _ in range(3))])
    numbers = {
        item: sorted(
            number or 0
            for number in [
                *conference.motions.any_nature().filter(item=item).values_list("number", flat=True),
                *item.former_labels.values_list("number", flat=True),
            ]
        )
        for item in items
    }
    assert numbers == {items[0]: [*range(1, 10)], items[1]: [*range(1, 10)]}


def test_one_number_typed_for_two_motions_at_once_is_given_once() -> None:
    item, member = make_item(), make_committee_member()
    motions = [make_motion(item), make_motion(item)]
    answers = at_once([partial(placing_workflow.renumber, motion, by=member, number=7) for motion in motions])
    assert len(refusals(answers)) == 1
    assert item.motions.any_nature().filter(label="G").count() == 1


def test_a_slip_corrected_twice_at_once_is_corrected_once() -> None:
    motion, member = make_motion(title="Busses"), make_committee_member()
    text = motion.text
    act = partial(
        slips_workflow.correct_slip,
        motion,
        by=member,
        title="Buses",
        body=text.body,
        appendix="",
        why="“Busses”",
        base=1,
    )
    assert len(refusals(at_once([act, act]))) == 1
    assert motion.revisions.count() == 2


def test_two_motions_marked_as_duplicates_from_both_sides_at_once_are_marked_once() -> None:
    item, member = make_item(), make_committee_member()
    first, second = make_motion(item), make_motion(item)
    answers = at_once(
        [
            partial(duplicates_workflow.mark_duplicate, first, by=member, other=second),
            partial(duplicates_workflow.mark_duplicate, second, by=member, other=first),
        ]
    )
    assert len(refusals(answers)) == 1
    assert Duplicate.objects.count() == 2


def test_an_admission_seconded_by_two_people_at_once_is_done_once() -> None:
    motion = make_late_motion(make_item(make_conference(closes_in=timedelta(days=-3))))
    committee_workflow.propose_admission(motion, by=make_committee_member(), reason="The post was late.")
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.second, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert motion.former_labels.count() == 1


def make_ruled_out() -> Motion:
    motion = make_motion()
    committee_workflow.propose_ruling_out(motion, by=make_committee_member(), rule="4", reason="Two.")
    committee_workflow.second(motion, by=make_committee_member())
    return motion


def test_two_proposals_to_set_a_rule_aside_at_once_leave_one() -> None:
    motion = make_motion()
    members = [make_committee_member(), make_committee_member()]
    propose = partial(committee_workflow.propose_override, motion, rule="3.1", reason="It is long.")
    answers = at_once([partial(propose, by=by) for by in members])
    waits = "A proposal to set a rule aside for this motion needs a second person."
    assert refusals(answers) == [[f"{waits} Second or decline it first."]]


def test_two_appeals_at_once_leave_one() -> None:
    motion = make_ruled_out()
    act = partial(appeals_workflow.appeal, motion, by=mover_of(motion), grounds="It has one subject.")
    assert len(refusals(at_once([act, act]))) == 1
    assert Appeal.objects.count() == 1


def test_an_appeal_and_a_reopening_at_once_end_in_one_state() -> None:
    motion = make_ruled_out()
    committee_workflow.propose_reopening(motion, by=make_committee_member(), reason="The wrong button.")
    answers = at_once(
        [
            partial(appeals_workflow.appeal, motion, by=mover_of(motion), grounds="It has one subject."),
            partial(committee_workflow.second, motion, by=make_committee_member()),
        ]
    )
    motion.refresh_from_db()
    assert len(refusals(answers)) == 1
    assert motion.status in (Status.UNDER_APPEAL, Status.RECEIVED)


def test_an_appeal_decided_by_two_people_at_once_is_decided_once() -> None:
    motion = make_ruled_out()
    appeals_workflow.appeal(motion, by=mover_of(motion), grounds="It has one subject.")
    committee_workflow.propose_on_appeal(motion, by=make_committee_member(), allowed=True, reason="It has.")
    members = [make_committee_member(), make_committee_member()]
    answers = at_once([partial(committee_workflow.second, motion, by=by) for by in members])
    assert len(refusals(answers)) == 1
    assert motion.rulings.filter(outcome=Outcome.IN_ORDER).count() == 1


def test_a_reference_back_entered_twice_at_once_is_entered_once() -> None:
    motion, member = make_ruled_out(), make_committee_member()
    appeals_workflow.appeal(motion, by=mover_of(motion), grounds="It has one subject.")
    committee_workflow.propose_on_appeal(motion, by=make_committee_member(), allowed=False, reason="No.")
    committee_workflow.second(motion, by=make_committee_member())
    act = partial(appeals_workflow.refer_back, motion, by=member)
    assert len(refusals(at_once([act, act]))) == 1


def test_a_ruling_and_a_withdrawal_at_once_end_in_one_state() -> None:
    motion, member = make_motion(), make_committee_member()
    at_once(
        [
            lambda: backing_workflow.withdraw(motion, by=mover_of(motion), note=""),
            lambda: committee_workflow.propose_ruling_out(motion, by=member, rule="4", reason="Two."),
        ]
    )
    motion.refresh_from_db()
    assert motion.status == Status.WITHDRAWN


def test_a_draft_sent_from_two_windows_at_once_is_one_motion() -> None:
    submission = make_submission()
    draft = make_draft(submission.item.conference)
    first, second = at_once([lambda: submitting_workflow.submit(draft, submission)] * 2)
    assert first == second
    assert Motion.objects.count() == 1


def test_one_address_signing_twice_at_once_signs_once() -> None:
    motion, person = submit(make_submission()), make_person()
    at_once([lambda: backing_workflow.sign(motion, person)] * 4)
    assert motion.backings.filter(role=Role.SIGNATORY).count() == 1


def test_both_officers_confirming_at_once_receive_the_motion_once() -> None:
    motion = submit(make_submission(group=make_group()))
    at_once([partial(backing_workflow.confirm, backing) for backing in motion.backings.all()])
    motion.refresh_from_db()
    assert (motion.status, motion.label) == (Status.RECEIVED, "A")
    assert motion.events.filter(to_status=Status.RECEIVED, act="received").count() == 1


def test_two_revisions_at_once_leave_one_and_tell_the_other() -> None:
    motion = make_motion()
    mover = mover_of(motion)
    answers = at_once(
        [
            partial(backing_workflow.revise, motion, Text.of(f"Title {n}", BODY), by=mover, why="", base=1)
            for n in range(2)
        ]
    )
    assert len(refusals(answers)) == 1
    assert motion.revisions.count() == 2
