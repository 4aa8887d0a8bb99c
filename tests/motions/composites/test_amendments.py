"""The committee says what becomes of amendments to the motions of a composite, and it takes effect."""

from collections.abc import Mapping
from functools import partial

from django.test import Client
from django.urls import reverse

from lla.emails.models import Email
from lla.time import clock
from motions.amending import workflow as amending_workflow
from motions.amendments import selectors as amendments_selectors
from motions.amendments import workflow as amendments_workflow
from motions.amendments.choices import Answer, CarryOutcome
from motions.amendments.models import PendingCarry
from motions.backing import rules as backing_rules
from motions.backing import workflow as backing_workflow
from motions.committee import rules as committee_rules
from motions.committee import workflow as committee_workflow
from motions.composites import rules, selectors, workflow
from motions.composites.choices import AmendmentFate, ConsentAnswer
from motions.composites.models import CompositeSource, SourceAmendment
from motions.motion import papers as motion_papers
from motions.motion import visibility, wording
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.placing.models import FormerLabel
from tests.motions.composites.test_workflow import (
    BOTH,
    answer,
    letters,
    make_in_order,
    present,
    pytestmark,  # noqa: F401
    refused,
)
from tests.motions.factories import make_amendment, make_committee_member, mover_of

MOVES, FALLS = AmendmentFate.MOVES, AmendmentFate.FALLS
# What the composite keeps of A word for word, what it changes of B, what it leaves out.
KEPT = ("cap rents", "freeze rents")
EDITED = ("council homes", "council flats")
LEFT_OUT = ("count the empty homes", "seize the empty homes")


def amend(motion: Motion, words: tuple[str, str]) -> Motion:
    old, new = words
    return make_amendment(motion, old=old, new=new)


def amended(amendment: Motion) -> Motion:
    assert amendment.amends
    return amendment.amends


def make_with_amendments() -> tuple[Motion, dict[str, Motion]]:
    """A composite that its people agree to, and amendments to its motions by what it made of their words."""
    rents, homes = make_in_order()
    member = make_committee_member()
    amendments = {
        "kept": amend(rents, KEPT),
        "left_out": amend(rents, LEFT_OUT),
        "edited": amend(homes, EDITED),
    }
    for amendment in amendments.values():
        committee_workflow.rule_in_order(amendment, by=member)
    composite = workflow.make(rents, by=member, others=[homes])
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1)
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source)
    return present(composite), amendments


def decide(composite: Motion, fates: Mapping[Motion, str]) -> None:
    chosen = {amendment.pk: fate for amendment, fate in fates.items()}
    workflow.decide_amendments(composite, by=make_committee_member(), fates=chosen)


def put_on_agenda(composite: Motion, *, fates: Mapping[Motion, str]) -> Motion:
    decide(composite, fates)
    return present(workflow.put_on_agenda(composite, by=make_committee_member()))


def all_moved() -> tuple[Motion, dict[str, Motion]]:
    composite, amendments = make_with_amendments()
    composite = put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), MOVES))
    return composite, {name: present(amendment) for name, amendment in amendments.items()}


def labels(amendments: dict[str, Motion]) -> dict[str, str]:
    return {name: amendment.label for name, amendment in amendments.items()}


def test_it_goes_on_the_agenda_once_every_amendment_to_an_agreeing_motion_has_a_fate() -> None:
    composite, amendments = make_with_amendments()
    put = partial(workflow.put_on_agenda, composite, by=make_committee_member())
    before = refused(put)
    decide(composite, {amendments["kept"]: MOVES, amendments["edited"]: FALLS})
    between = refused(put)
    decide(composite, {amendments["left_out"]: FALLS})
    assert [before, between, put().status] == [
        ["First decide what happens to these amendments to its motions: 1A.1, 1A.2, 1B.1."],
        ["First decide what happens to these amendments to its motions: 1A.2."],
        Status.IN_ORDER,
    ]


def test_amendments_to_a_motion_whose_people_keep_their_text_need_no_fate() -> None:
    first, second, third = make_in_order(3)
    member = make_committee_member()
    amendment = amend(third, KEPT)
    composite = workflow.make(first, by=member, others=[second, third])
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answers = ConsentAnswer.STANDS_BY_TEXT if source.motion == third else ConsentAnswer.AGREES
        answer(source, answers, revision=1)
    workflow.put_on_agenda(composite, by=member)
    assert (present(amendment).amends, present(amendment).label) == (third, "C.1")


def test_what_is_suggested_is_whether_the_words_are_in_the_composite() -> None:
    composite, amendments = make_with_amendments()
    prospects = {name: selectors.prospect(each, composite.text) for name, each in amendments.items()}
    assert {name: (each.fate, each.outcome) for name, each in prospects.items()} == {
        "kept": (MOVES, "carried"),
        "left_out": (FALLS, "stuck"),
        "edited": (MOVES, "offered"),
    }


def test_nothing_happens_and_nobody_is_told_before_the_composite_is_on_the_agenda() -> None:
    composite, amendments = make_with_amendments()
    before = Email.objects.count()
    decide(composite, dict.fromkeys(amendments.values(), MOVES))
    assert Email.objects.count() == before
    assert {name: present(each).label for name, each in amendments.items()} == {
        "kept": "A.1",
        "left_out": "A.2",
        "edited": "B.1",
    }


def test_an_amendment_whose_words_are_there_amends_the_composite() -> None:
    composite, moved = all_moved()
    kept = moved["kept"]
    assert (kept.amends, kept.text.base, kept.label, kept.status) == (
        composite,
        composite.text,
        "Composite 1.1",
        Status.IN_ORDER,
    )
    assert kept.text.instruction == "In clause 1, delete “cap” and insert “freeze”."
    assert kept.text.why == "Carried over to revision 2 of the composite"
    former = FormerLabel.objects.get(motion=kept)
    assert (former.label, former.scope) == (
        "A.1",
        f"motion-{SourceAmendment.objects.earliest('pk').source.motion_id}",
    )


def test_where_its_words_changed_its_mover_is_asked_and_says_yes() -> None:
    composite, moved = all_moved()
    edited = moved["edited"]
    assert (edited.amends, edited.label) == (composite, "Composite 1.3")
    assert PendingCarry.objects.get(motion=edited).outcome == CarryOutcome.OFFERED
    amendments_workflow.settle(edited, by=mover_of(edited), to=composite.current_id or 0)
    assert (present(edited).text.base, "council flats" in present(edited).text.body) == (composite.text, True)


def test_where_its_words_are_gone_its_mover_writes_it_anew_or_lets_it_go() -> None:
    composite, moved = all_moved()
    stuck = moved["left_out"]
    assert PendingCarry.objects.get(motion=stuck).outcome == CarryOutcome.STUCK
    assert backing_rules.why_not_revise(stuck, now=clock.now()) == []
    text = Text.of(composite.text.title, composite.text.body.replace("To meet", "To meet often"))
    backing_workflow.revise(
        stuck, text, by=mover_of(stuck), why="", base=stuck.text.number, amended=composite.current_id
    )
    assert present(stuck).text.base == composite.text
    backing_workflow.withdraw(present(stuck), by=mover_of(stuck), note="")
    assert present(stuck).status == Status.WITHDRAWN


def test_movers_are_told_what_became_of_their_amendments() -> None:
    composite, amendments = make_with_amendments()
    fates = {amendments["kept"]: MOVES, amendments["edited"]: MOVES, amendments["left_out"]: FALLS}
    put_on_agenda(composite, fates=fates)
    moved = {email.to: email.body for email in Email.objects.filter(kind="motions/amendment_moved")}
    kept, edited, fallen = (mover_of(amendments[name]).email for name in ("kept", "edited", "left_out"))
    assert sorted(moved) == sorted([kept, edited])
    assert "Your amendment was 1A.1 and has the label Composite 1.1 now." in moved[kept]
    assert "you don't have to do anything" in moved[kept]
    assert "Conference cannot vote on it before you agree." in moved[edited]
    assert letters("amendment_fell") == [fallen]
    [rents] = Email.objects.filter(
        kind="motions/composited", to=mover_of(amended(amendments["left_out"])).email
    )
    assert "offered over to the composite: 1A.1." in rents.body
    assert "fall with your motion: 1A.2." in rents.body
    [fell] = Email.objects.filter(kind="motions/amendment_fell")
    assert "you can propose an amendment to it until" in fell.body


def test_an_amendment_that_falls_stays_with_its_motion_and_is_not_voted_on() -> None:
    composite, amendments = make_with_amendments()
    put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), FALLS))
    fallen = present(amendments["kept"])
    assert (fallen.label, fallen.status, fallen.amends and fallen.amends.status) == (
        "A.1",
        Status.IN_ORDER,
        Status.COMPOSITED,
    )
    assert backing_rules.why_not_revise(fallen, now=clock.now()) == ["The motion is part of a composite."]
    assert fallen.events.filter(act=Act.FALLS, public=True).count() == 1
    assert not Motion.objects.amendments().to_answer().exists()


def test_what_has_fallen_is_not_ruled_on_and_says_so_on_the_desk(desk: Client) -> None:
    rents, homes = make_in_order()
    amendment, member = amend(rents, KEPT), make_committee_member()
    composite = workflow.make(rents, by=member, others=[homes])
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1)
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source)
    before = committee_rules.why_not_rule_in_order(present(amendment), by=member, now=clock.now())
    put_on_agenda(present(composite), fates={amendment: FALLS})
    fallen, now = present(amendment), clock.now()
    why = ["The motion is part of a composite.", "Conference does not vote on this amendment."]

    assert before == []
    assert committee_rules.why_not_rule_in_order(fallen, by=member, now=now) == why
    assert committee_rules.why_not_query(fallen, by=member) == why
    sheet = desk.get(reverse("admin:motions_motion_change", args=[fallen.pk])).text
    assert wording.FALLEN in sheet


def test_an_accepted_amendment_is_not_said_to_fall() -> None:
    rents, homes = make_in_order()
    accepted, member = amend(rents, KEPT), make_committee_member()
    committee_workflow.rule_in_order(accepted, by=member)
    amending_workflow.accept(accepted, by=mover_of(rents), seen=1)
    composite = workflow.make(present(rents), by=member, others=[homes])
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1)
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source)
    workflow.put_on_agenda(present(composite), by=member)
    assert "falls" not in motion_papers.index_line(present(accepted)).by


def test_those_printed_as_one_are_so_in_the_composite_and_back_with_their_motion() -> None:
    rents, homes = make_in_order()
    alike, member = [amend(rents, KEPT), amend(rents, KEPT)], make_committee_member()
    for amendment in alike:
        committee_workflow.rule_in_order(amendment, by=member)
    amendments_workflow.print_as_one(alike[0], by=member)
    composite = workflow.make(rents, by=member, others=[homes])
    workflow.write(composite, Text.of("Rents and homes", BOTH), by=member, base=1)
    workflow.send(composite, by=member)
    for source in selectors.sources_of(composite):
        answer(source)
    composite = put_on_agenda(present(composite), fates=dict.fromkeys(alike, MOVES))

    def entries(motion: Motion) -> int:
        return len(amendments_selectors.marshalled_under([present(motion)])[motion.pk])

    in_composite = entries(composite)
    workflow.dissolve(composite, by=member, reason="They fell out.")
    assert (in_composite, entries(rents)) == (1, 1)


def test_a_fallen_amendment_can_still_be_offered_over() -> None:
    composite, amendments = make_with_amendments()
    composite = put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), FALLS))
    decide(composite, {amendments["kept"]: MOVES})
    assert (present(amendments["kept"]).label, letters("amendment_moved")) == (
        "Composite 1.1",
        [mover_of(amendments["kept"]).email],
    )
    assert len(letters("amendment_fell")) == 3


def test_a_dissolved_composite_gives_amendments_back_as_they_were() -> None:
    composite, amendments = make_with_amendments()
    kept, left_out, edited = (amendments[name] for name in ("kept", "left_out", "edited"))
    amending_workflow.decline(kept, by=mover_of(amended(kept)), seen=1)
    composite = put_on_agenda(composite, fates={kept: MOVES, edited: MOVES, left_out: FALLS})
    on_composite = present(kept).amendment.answer
    workflow.dissolve(composite, by=make_committee_member(), reason="They fell out.")

    back = {name: present(each) for name, each in amendments.items()}
    assert labels(back) == {"kept": "A.1", "left_out": "A.2", "edited": "B.1"}
    assert {name: each.text.base == amended(each).text for name, each in back.items()} == dict.fromkeys(
        back, True
    )
    assert back["edited"].text.body == edited.text.body
    assert (on_composite, back["kept"].amendment.answer) == ("", Answer.NOT_ACCEPTED)
    assert letters("amendment_back") == sorted(mover_of(each).email for each in amendments.values())
    assert not PendingCarry.objects.exists()
    assert sorted(FormerLabel.objects.values_list("label", flat=True)) == ["Composite 1.1", "Composite 1.2"]


def test_a_label_that_an_amendment_had_in_a_composite_is_not_given_again() -> None:
    composite, amendments = make_with_amendments()
    member = make_committee_member()
    composite = put_on_agenda(composite, fates=dict.fromkeys(amendments.values(), MOVES))
    more = make_amendment(composite, old="To meet", new="To meet often")
    assert more.label == "Composite 1.4"
    workflow.dissolve(composite, by=member, reason="They fell out.")
    rents = present(amended(amendments["kept"]))
    assert make_amendment(rents, old="To cap", new="Not to cap").label == "A.3"


def test_an_accepted_or_withdrawn_amendment_needs_no_fate() -> None:
    rents, homes = make_in_order()
    member = make_committee_member()
    accepted, withdrawn = amend(rents, KEPT), amend(homes, EDITED)
    committee_workflow.rule_in_order(accepted, by=member)
    amending_workflow.accept(accepted, by=mover_of(rents), seen=1)
    backing_workflow.withdraw(withdrawn, by=mover_of(withdrawn), note="")
    for motion in (rents, homes):
        if present(motion).status == Status.RECEIVED:
            committee_workflow.rule_in_order(present(motion), by=member)
    composite = workflow.make(present(rents), by=member, others=[present(homes)])
    assert refused(lambda: decide(composite, {})) == ["There are no amendments to its motions."]


def test_what_is_left_open_of_an_amendment_names_the_text_it_was_written_for() -> None:
    _, moved = all_moved()
    assert amendments_selectors.written_for(moved["left_out"]) == (
        "Written for revision 1 of motion A. It no longer fits."
    )
    assert visibility.visible_text(moved["left_out"]).title == "Amendment to “Rents”"


def test_hiding_the_motion_hides_an_amendment_that_still_shows_its_words() -> None:
    composite, moved = all_moved()
    stuck, kept, kept_motion = moved["left_out"], moved["kept"], Motion.objects.main().earliest("pk")
    source = CompositeSource.objects.get(composite=composite, motion=kept_motion)
    committee_workflow.propose_hiding(source.motion, by=make_committee_member(), reason="Libel")
    committee_workflow.second(source.motion, by=make_committee_member())
    shown = [bool(visibility.visible_text(present(each)).instead) for each in (stuck, kept)]
    readable = Motion.objects.amendments().readable()
    assert (shown, stuck in readable, kept in readable) == ([True, False], False, True)


def test_whoever_declared_an_interest_decides_nothing() -> None:
    composite, _ = make_with_amendments()
    member = make_committee_member()
    committee_workflow.recuse(composite, by=member, interest="Mine.")
    assert rules.why_not_decide_amendments(composite, by=member, now=clock.now()) == [
        "You have declared an interest in this composite, so you cannot take part in it."
    ]


def test_when_the_composite_has_a_new_text_moved_amendments_follow() -> None:
    composite, moved = all_moved()
    text = composite.text
    workflow.correct_slip(
        composite,
        by=make_committee_member(),
        title=text.title,
        body=text.body.replace("village", "villages"),
        appendix="",
        why="villages",
        base=text.number,
    )
    composite = present(composite)
    assert present(moved["kept"]).text.base == composite.text
    pending = PendingCarry.objects.order_by("motion_id").values_list("to", "outcome")
    assert list(pending) == [(composite.current_id, "stuck"), (composite.current_id, "offered")]
