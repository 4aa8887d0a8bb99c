"""A motion is placed elsewhere: its label goes with it, and the old one is printed as moved for ever."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from lla.time import clock
from motions.agenda.choices import Kind, Labelling, Nature, Numbering
from motions.agenda.models import Conference
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion import papers as motion_papers
from motions.motion.choices import Act, Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.placing import selectors
from motions.placing import workflow as placing_workflow
from motions.reading import content_versions
from motions.reading.documents import ConferenceDocument, ItemDocument
from tests.motions.committee.admin_pages import page_of, seen
from tests.motions.factories import (
    confirm_all,
    make_amending,
    make_amendment,
    make_committee_member,
    make_conference,
    make_item,
    make_late_motion,
    make_motion,
    make_of_nature,
    mover_of,
    submit,
)
from tests.motions.member_pages import come_in, mine
from tests.motions.member_pages import seen as seen_on

pytestmark = pytest.mark.django_db


def labels(conference: Conference) -> dict[int, str]:
    return dict(conference.motions.any_nature().order_by("pk").values_list("pk", "label"))


def refused(act: object) -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        act()  # type: ignore[operator]
    return refusal.value.reasons


def test_a_motion_that_moves_gets_the_next_label_and_leaves_its_old_one_for_good() -> None:
    conference, member = make_conference(), make_committee_member()
    here, there = make_item(conference), make_item(conference)
    first, moved, other = make_motion(here), make_motion(here), make_motion(there)

    placing_workflow.move_to_item(moved, by=member, item=there)
    newcomer = make_motion(here)
    placing_workflow.move_to_item(newcomer, by=member, item=there)
    last = make_motion(here)

    assert labels(conference) == {
        first.pk: "A",
        moved.pk: "B",
        other.pk: "A",
        newcomer.pk: "C",
        last.pk: "D",
    }
    email = Email.objects.filter(kind="motions/placed").first()
    assert email is not None
    assert (email.to, "another agenda item" in email.body) == (mover_of(moved).email, True)
    step = moved.events.get(act=Act.MOVED_ITEM)
    assert (step.public, step.details) == (True, {"moved_item": [here.pk, there.pk]})


def test_an_item_prints_a_label_that_has_moved_among_the_others(client: Client) -> None:
    conference = make_conference()
    here, there = make_item(conference), make_item(conference)
    motions = [make_motion(here, title=f"Title {number}") for number in range(3)]
    placing_workflow.move_to_item(motions[1], by=make_committee_member(), item=there)

    page = client.get(here.get_absolute_url())
    [index] = [block for block in ItemDocument(here.pk).read(".pdf").front.blocks if hasattr(block, "lines")]
    lines = [(line.label, line.title) for line in index.lines]
    words = page.content.decode()

    assert lines == [("A", "Title 0"), ("B", "moved to agenda item 2, now 2A"), ("C", "Title 2")]
    assert words.index("Title 0") < words.index("moved to agenda item 2, now 2A") < words.index("Title 2")
    assert f'href="{motions[1].get_absolute_url()}"' in words
    assert "moved to agenda item 2, now 2A" in client.get(conference.get_absolute_url()).content.decode()
    parts = ConferenceDocument(conference.pk).read(".pdf").parts  # type: ignore[union-attr]
    [opening, *_] = [part for part in parts if part.opens_group]
    [bound] = [block for block in opening.blocks if hasattr(block, "lines")]
    assert [line.label for line in bound.lines] == ["A", "B", "C"]


def test_a_label_that_has_moved_does_not_stand_among_the_amendments_to_another(client: Client) -> None:
    conference = make_conference()
    here, there = make_item(conference), make_item(conference)
    first, moved, last = (make_motion(here, title=f"Title {number}") for number in range(3))
    for words in ("an organiser", "a second organiser", "a third organiser"):
        make_amendment(first, text=Text.of(first.title, words))
    placing_workflow.move_to_item(moved, by=make_committee_member(), item=there)
    [index] = [block for block in ItemDocument(here.pk).read(".pdf").front.blocks if hasattr(block, "lines")]
    assert [line.label for line in index.lines] == ["A", "A.1", "A.2", "A.3", "B", "C"]
    words = client.get(here.get_absolute_url()).content.decode()
    at = [words.index(said) for said in ("A.3", "moved to agenda item 2", last.title)]
    assert at == sorted(at)


def test_an_item_whose_only_motion_moved_still_says_so(client: Client) -> None:
    conference = make_conference()
    here, there = make_item(conference), make_item(conference)
    motion = make_motion(here)
    placing_workflow.move_to_item(motion, by=make_committee_member(), item=there)
    assert "moved to agenda item 2, now 2A" in client.get(here.get_absolute_url()).content.decode()


def test_pages_of_both_items_are_new_after_a_move_and_when_the_motion_moves_on() -> None:
    conference, member = make_conference(), make_committee_member()
    items = [make_item(conference) for _ in range(3)]
    motion = make_motion(items[0])

    def versions() -> list[str]:
        return [content_versions.of_item(conference.slug, item.slug)[1] for item in items]

    before = versions()
    placing_workflow.move_to_item(motion, by=member, item=items[1])
    between = versions()
    placing_workflow.move_to_item(motion, by=member, item=items[2])
    after = versions()

    assert [len({*seen}) for seen in zip(before, between, after, strict=True)] == [3, 3, 3]


def test_where_a_motion_is_not_public_readers_are_not_told_that_it_moved() -> None:
    conference = make_conference(publishing="after_ruling")
    here, there = make_item(conference), make_item(conference)
    placing_workflow.move_to_item(make_motion(here), by=make_committee_member(), item=there)
    assert selectors.moved_from([here]) == {}


def test_running_numbers_stay_when_a_motion_moves() -> None:
    conference = make_conference(numbering=Numbering.RUNNING)
    here, there = make_item(conference), make_item(conference)
    motion = make_motion(here)
    placing_workflow.move_to_item(motion, by=make_committee_member(), item=there)
    motion = Motion.objects.any_nature().get()
    assert (motion.item, motion.label, motion.former_labels.count()) == (there, "1", 0)


def test_a_motion_moves_only_to_an_open_item_of_its_conference_before_the_freeze() -> None:
    conference, member = make_conference(), make_committee_member()
    item, closed = make_item(conference), make_item(conference, "Reports", takes_motions=False)
    motion = make_motion(item)

    def to(item: object) -> list[str]:
        return refused(lambda: placing_workflow.move_to_item(motion, by=member, item=item))  # type: ignore[arg-type]

    assert [to(make_item()), to(item), to(closed)] == [
        ["This agenda item belongs to another conference."],
        ["The motion is already under this agenda item."],
        ["The agenda item “Reports” takes no motions."],
    ]
    Conference.objects.filter(pk=conference.pk).update(
        motions_close_at=clock.now() - timedelta(days=2), freeze_at=clock.now() - timedelta(days=1)
    )
    [frozen] = to(make_item(conference))
    assert frozen.startswith("The order paper became final on ")


def test_a_withdrawn_motion_has_no_place_any_more() -> None:
    conference = make_conference()
    motion = make_motion(make_item(conference))
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    assert refused(
        lambda: placing_workflow.move_to_item(motion, by=make_committee_member(), item=make_item(conference))
    ) == ["Only a motion that has been received, and not ended, has a place on the agenda."]


def test_a_number_is_typed_and_a_double_is_refused_by_name() -> None:
    item, member = make_item(), make_committee_member()
    first, second = make_motion(item, title="One"), make_motion(item, title="Two")
    taken = refused(lambda: placing_workflow.renumber(second, by=member, number=1))
    placing_workflow.renumber(first, by=member, number=4)

    assert taken == [f"{first.reference} (A) One) has this number, or had it before it moved."]
    assert (
        labels(item.conference),
        selectors.gaps(first.__class__.objects.any_nature().get(pk=first.pk)),
    ) == (
        {first.pk: "D", second.pk: "B"},
        [1, 3],
    )
    assert refused(lambda: placing_workflow.renumber(first, by=member, number=4)) == [
        "The motion already has this number."
    ]


def test_a_label_that_moved_away_is_never_given_again() -> None:
    conference, member = make_conference(), make_committee_member()
    here, there = make_item(conference), make_item(conference)
    moved, stays = make_motion(here, title="Gone"), make_motion(here)
    placing_workflow.move_to_item(moved, by=member, item=there)
    assert refused(lambda: placing_workflow.renumber(stays, by=member, number=1)) == [
        f"{moved.reference} (A) Gone) has this number, or had it before it moved."
    ]


def test_a_late_motion_taken_as_an_emergency_gets_a_label_of_theirs() -> None:
    item = make_item(make_conference(closes_in=timedelta(days=-3)))
    motion, member = make_late_motion(item), make_committee_member()
    wrong = [
        refused(partial(placing_workflow.treat_as_emergency, motion, by=member, event_on=day))
        for day in (localdate() - timedelta(days=9), localdate() + timedelta(days=1))
    ]
    placing_workflow.treat_as_emergency(motion, by=member, event_on=localdate())
    motion = Motion.objects.any_nature().get()

    assert wrong == [
        ["An emergency motion is about something that happened after motions closed."],
        ["The day of the event is in the future."],
    ]
    assert (motion.kind, motion.label, motion.late) == (Kind.EMERGENCY, "EM1", False)
    assert [row.label for row in motion.former_labels.all()] == ["L1"]
    assert refused(lambda: placing_workflow.treat_as_emergency(motion, by=member, event_on=localdate())) == [
        "This is already an emergency motion."
    ]


def admit(motion: Motion) -> None:
    committee_workflow.propose_admission(motion, by=make_committee_member(), reason="The post was late.")
    committee_workflow.second(motion, by=make_committee_member())


def test_two_people_admit_a_late_motion_for_a_reason() -> None:
    item = make_item(make_conference(closes_in=timedelta(days=-3)))
    motion = make_late_motion(item)

    admit(motion)

    motion = Motion.objects.any_nature().get()
    assert (motion.late, motion.label, motion.status) == (False, "A", Status.RECEIVED)
    assert "> The post was late." in Email.objects.get(kind="motions/placed").body
    assert motion.events.get(act=Act.ADMITTED).public
    assert refused(
        lambda: committee_workflow.propose_admission(motion, by=make_committee_member(), reason="Again.")
    ) == ["This motion is not late."]


def test_an_admitted_amendment_keeps_its_label_under_its_motion() -> None:
    motion = make_motion()
    amendment = confirm_all(submit(make_amending(motion, old="neighbouring "), late=True))
    Motion.objects.any_nature().filter(pk=amendment.pk).update(late=True)

    admit(amendment)

    amendment = Motion.objects.amendments().get()
    assert (amendment.late, amendment.label, amendment.former_labels.count()) == (False, "A.1", 0)


def test_an_admitted_motion_has_no_label_until_its_ruling_where_rulings_give_them() -> None:
    conference = make_conference(closes_in=timedelta(days=-3), labelling=Labelling.IN_ORDER)
    motion = make_late_motion(make_item(conference))
    before = motion.label
    admit(motion)
    between = labels(conference)[motion.pk]
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    assert (before, between, labels(conference)[motion.pk]) == ("L1", "", "A")


def test_a_rule_that_two_people_set_aside_is_printed_with_the_motion() -> None:
    motion = make_motion()
    committee_workflow.propose_override(
        motion, by=make_committee_member(), rule="Standing order 3.1", reason="It is a constitution."
    )
    committee_workflow.second(motion, by=make_committee_member())
    paper = motion_papers.of_motion(Motion.objects.any_nature().for_papers().get())
    assert "Rule set aside by the committee: Standing order 3.1. It is a constitution." in str(paper.blocks)
    assert Email.objects.filter(kind="motions/overridden").count() == 1


@pytest.mark.parametrize("nature", [Nature.MAIN, Nature.AMENDMENT])
def test_a_word_limit_that_was_set_aside_is_so_for_later_texts_too(nature: Nature) -> None:
    conference = make_conference(body_words=60, amended_length=True)
    motion = make_of_nature(nature, make_item(conference))
    text = Text.of(motion.text.title, f"{motion.text.body}\n- {'Word ' * 60}", "")

    def revise() -> None:
        amended = motion.amends.current_id if motion.amends else None
        by, why = mover_of(motion), "More words"
        backing_workflow.revise(motion, text, by=by, why=why, base=1, amended=amended)

    refusal = refused(revise)
    committee_workflow.propose_override(
        motion, by=make_committee_member(), rule="Rule 3", reason="It is long.", lifts_limit=True
    )
    while_it_waits = refused(revise)
    committee_workflow.second(motion, by=make_committee_member())
    revise()

    words = text.words
    assert refusal == while_it_waits == [f"The motion has {words} words; the limit is 60."]
    assert motion.revisions.latest("number").words == words


def test_the_desk_sets_the_word_limit_aside_and_the_mover_revises_on_the_page(
    desk: Client, client: Client
) -> None:
    motion = make_motion(make_item(make_conference(body_words=60)))
    typed = {"rule": "Rule 3", "reason": "It is long.", "lifts_limit": "on"}
    desk.post(page_of(motion, "override"), {"seen": seen(motion), **typed})
    committee_workflow.second(motion, by=make_committee_member())
    page, preview = mine(motion, "revise"), reverse("motions:revise_preview", args=[motion.reference])
    come_in(client, mover_of(motion))
    text = {"title": motion.text.title, "body": f"{motion.text.body}\n- {'Word ' * 60}", "why": "More"}
    previewed = client.post(preview, text).text
    answer = client.post(page, {**text, **seen_on(client, page)})
    assert "the limit is" not in previewed
    assert (answer.status_code, motion.revisions.count()) == (302, 2)


def queries_to_renumber(*, amendments: int) -> int:
    """Of a motion with so many amendments."""
    motion = make_motion()
    for number in range(amendments):
        make_amendment(motion, old="neighbouring", new=f"nearby {number}")
    member = make_committee_member()
    with CaptureQueriesContext(connection) as captured:
        placing_workflow.renumber(motion, by=member, number=4)
    labels = motion.amendments.order_by("number").values_list("label", flat=True)
    assert list(labels) == [f"D.{number}" for number in range(1, amendments + 1)]
    return len(captured)


def test_many_amendments_are_relabelled_with_as_many_queries_as_few() -> None:
    assert queries_to_renumber(amendments=3) == queries_to_renumber(amendments=1)
