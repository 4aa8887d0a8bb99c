"""What is done to many motions at once: one page that shows it first, then each by itself."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from lla.accounts.models import User
from lla.emails.models import Email
from motions.agenda.choices import Labelling, Publishing
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.committee.admin import bulk
from motions.committee.admin.bulk import BulkAct
from motions.motion.choices import Act, Status
from motions.motion.models import Motion, MotionEvent
from tests.factories import make_staff, sign_in
from tests.motions.committee.admin_pages import QUEUE, page_of, seen, sheet_of, status_of
from tests.motions.factories import (
    make_amendment,
    make_conference,
    make_item,
    make_motion,
    make_person,
    mover_of,
)
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db


def choose(desk: Client, action: str, motions: list[Motion], **typed: Any) -> Any:
    chosen = [motion.pk for motion in motions]
    return desk.post(QUEUE, {"action": action, "_selected_action": chosen, **typed}, follow=True)


def confirm(desk: Client, action: str, page: Any, **typed: Any) -> list[str]:
    """Press the button below a preview; answers what is said then."""
    possible = page.context["possible"]
    answer = choose(
        desk,
        action,
        [each.motion for each in possible],
        seen=[f"{each.motion.pk}:{each.seen}" for each in possible],
        step="do",
        **typed,
    )
    return [str(message) for message in answer.context["messages"]]


def test_a_selection_is_ruled_in_order_after_one_page_that_shows_labels_and_emails(desk: Client) -> None:
    conference = make_conference(labelling=Labelling.IN_ORDER, publishing=Publishing.AFTER_RULING)
    motions = [make_motion(make_item(conference)) for _ in range(1)]
    motions += [make_motion(motions[0].item) for _ in range(2)]
    counts = [rows.objects.count() for rows in (Email, MotionEvent)]

    page = choose(desk, "rule-in-order", motions)
    after_the_look = [rows.objects.count() for rows in (Email, MotionEvent)]
    said = confirm(desk, "rule-in-order", page)

    assert [
        (each.motion, each.steps, [email.to for email in each.emails]) for each in page.context["possible"]
    ] == [
        (motion, ["Ruled in order", f"Label given: {label}", "Published"], [mover_of(motion).email])
        for motion, label in zip(motions, "ABC", strict=True)
    ]
    assert (page.context["refused"], page.context["emails"], after_the_look) == ([], 3, counts)
    assert said == ["Three motions ruled in order."]
    ruled = Motion.objects.order_by("pk").values_list("status", "label")
    assert list(ruled) == [(Status.IN_ORDER, label) for label in "ABC"]
    assert Email.objects.count() == counts[0] + 3


def test_each_motion_that_cannot_be_ruled_in_order_is_named_with_why(desk: Client, member: User) -> None:
    item = make_item()
    fine, mine, queried = (make_motion(item) for _ in range(3))
    committee_workflow.recuse(mine, by=member, interest="I wrote it.")
    committee_workflow.query(queried, by=make_staff(), question="Which region?")

    page = choose(desk, "rule-in-order", [fine, mine, queried])
    said = confirm(desk, "rule-in-order", page)

    assert {each.motion.reference: each.reasons for each in page.context["refused"]} == {
        mine.reference: ["You have declared an interest in this motion, so you cannot take part in it."],
        queried.reference: [
            "Only a motion that is received can be ruled on; this one is queried with the mover."
        ],
    }
    assert said == ["One motion ruled in order."]
    assert [status_of(motion) for motion in (fine, mine, queried)] == [
        Status.IN_ORDER,
        Status.RECEIVED,
        Status.QUERIED,
    ]


def test_a_motion_that_somebody_acted_on_after_the_preview_is_left_alone(desk: Client) -> None:
    item = make_item()
    first, second = make_motion(item), make_motion(item)
    page = choose(desk, "rule-in-order", [first, second])
    backing_workflow.withdraw(first, by=mover_of(first), note="")

    said = confirm(desk, "rule-in-order", page)

    assert said == [
        f"{first.reference}: Somebody else acted on this motion while you had it open (withdrawn). "
        "What you typed is still here. Check the motion before you decide.",
        "One motion ruled in order.",
    ]
    assert [status_of(first), status_of(second)] == [Status.WITHDRAWN, Status.IN_ORDER]


def test_a_motion_assigned_after_the_preview_keeps_who_has_it(desk: Client, member: User) -> None:
    motion, kit = make_motion(), make_staff(name="Kit Marsh")
    page = choose(desk, "assign", [motion], step="preview", to=member.pk)
    committee_workflow.assign(motion, by=kit, to=kit)

    said = confirm(desk, "assign", page, to=member.pk)

    assert said == [
        f"{motion.reference}: Somebody else acted on this motion while you had it open (assigned). "
        "What you typed is still here. Check the motion before you decide."
    ]
    assert Motion.objects.get(pk=motion.pk).assigned_to == kit


def test_twenty_motions_are_ruled_on_by_four_presses(desk: Client) -> None:
    """All are ticked by one box, the act is chosen and asked for, and its preview confirmed."""
    item = make_item()
    for _ in range(20):
        make_motion(item)

    queue = desk.get(QUEUE, {"queue": "waiting"})
    page = choose(desk, "rule-in-order", list(queue.context["cl"].result_list))
    said = confirm(desk, "rule-in-order", page)

    assert said == ["20 motions ruled in order."]
    assert Motion.objects.main().filter(status=Status.IN_ORDER).count() == 20


def test_motions_and_amendments_are_counted_apart(desk: Client) -> None:
    motion = make_motion()
    amendments = [make_amendment(motion, old=old) for old in ("neighbouring ", "quarter", "often ")]

    page = choose(desk, "rule-in-order", [motion, *amendments])
    said = confirm(desk, "rule-in-order", page)

    assert page.context["counted"] == "One motion and three amendments"
    assert said == ["One motion and three amendments ruled in order."]


def test_a_selection_is_proposed_to_be_ruled_out_and_seconded_with_one_preview_each(desk: Client) -> None:
    item = make_item()
    motions, typed = [make_motion(item), make_motion(item)], {"rule": "Rule 4", "reason": "Two subjects."}

    page = choose(desk, "rule-out", motions, step="preview", **typed)
    proposed = confirm(desk, "rule-out", page, **typed)
    alone = choose(desk, "second", motions)
    other = sign_in(Client(), make_staff())
    said = confirm(other, "second", choose(other, "second", motions))

    assert proposed == ["Two motions proposed to be ruled out. A second person has to agree to each."]
    assert [each.reasons for each in alone.context["refused"]] == [
        ["You proposed this, so somebody else has to second it."]
    ] * 2
    assert said == ["Two motions: the proposal has taken effect."]
    assert [status_of(motion) for motion in motions] == [Status.RULED_OUT] * 2


def test_a_selection_is_marked_as_duplicates_of_one_that_is_named(desk: Client) -> None:
    item = make_item()
    first, *others = (make_motion(item) for _ in range(3))

    wrong = choose(desk, "duplicate", others, step="preview", other="m999999")
    page = choose(desk, "duplicate", others, step="preview", other=first.reference)
    said = confirm(desk, "duplicate", page, other=first.reference)

    assert wrong.context["form"].errors == {"other": ["No motion at this conference is called “m999999”."]}
    assert said == ["Two motions marked as duplicates."]
    assert [row.other for row in first.duplicates.order_by("other_id")] == others


def test_a_selection_is_moved_and_assigned(desk: Client, member: User) -> None:
    item = make_item()
    motions, other = [make_motion(item), make_motion(item)], make_item(item.conference)
    moved = confirm(desk, "move", choose(desk, "move", motions, step="preview", item=other.pk), item=other.pk)
    page = choose(desk, "assign", motions, step="preview", to=member.pk)
    assigned = confirm(desk, "assign", page, to=member.pk)

    assert (moved, assigned) == (["Two motions moved."], ["Two motions assigned."])
    rows = Motion.objects.main().order_by("pk").values_list("item", "label", "assigned_to")
    assert list(rows) == [(other.pk, label, member.pk) for label in "AB"]


def test_a_move_shows_the_labels_and_the_emails_of_its_amendments_too(desk: Client) -> None:
    item = make_item()
    motion, there = make_motion(item), make_item(item.conference)
    amendment = make_amendment(motion, old="neighbouring ")
    [each] = choose(desk, "move", [motion], step="preview", item=there.pk).context["possible"]
    assert each.relabelled == ["1A becomes 2A", "1A.1 becomes 2A.1"]
    assert [email.to for email in each.emails] == [mover_of(motion).email, mover_of(amendment).email]


def test_what_several_people_get_alike_is_shown_once(desk: Client) -> None:
    wilma, bo = make_person("Wilma Quill"), make_person("Bo Rook")
    motion = make_motion(mover=wilma, officer=bo, group=make_group())
    [each] = choose(desk, "rule-in-order", [motion]).context["possible"]
    [shown] = each.shown
    assert (len(each.emails), shown.to) == (2, f"{wilma.email} and {bo.email}")
    assert shown.body.startswith("Dear Wilma Quill,\nDear Bo Rook,\n\n")


@pytest.mark.parametrize("act", bulk.ACTS, ids=lambda act: act.name)
def test_every_act_on_many_is_asked_for_and_refuses_in_words(desk: Client, act: BulkAct) -> None:
    motion = make_motion()
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")
    asked = choose(desk, act.name, [motion])
    assert (asked.status_code, asked.context["title"]) == (200, act.label)
    assert ("form" in asked.context, "refused" in asked.context) == (True, not act.asks)


def test_whoever_only_reads_is_offered_no_act_on_many(client: Client) -> None:
    reader, motion = make_staff(groups=()), make_motion()
    reader.user_permissions.add(Permission.objects.get(codename="view_motion"))
    before = motion.events.count()
    sign_in(client, reader)
    answer = choose(client, "rule-in-order", [motion], step="do", seen=[f"{motion.pk}:{seen(motion)}"])
    assert (answer.status_code, motion.events.count()) == (200, before)


@pytest.mark.parametrize("sent", [[], ["junk"], ["1:x"]])
def test_a_confirmation_that_does_not_say_what_was_seen_does_nothing(desk: Client, sent: list[str]) -> None:
    motion = make_motion()
    choose(desk, "rule-in-order", [motion], step="do", seen=sent)
    assert status_of(motion) == Status.RECEIVED


def test_many_are_published_at_once_after_a_look_at_the_emails(desk: Client) -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING))
    private, public = make_motion(item), make_motion(item)
    committee_workflow.publish(public, by=make_staff())
    before = Email.objects.count()

    page = choose(desk, "publish", [private, public])
    after_the_look = (status_of(private), Motion.objects.public().count(), Email.objects.count())
    said = confirm(desk, "publish", page)

    [possible], [refused] = page.context["possible"], page.context["refused"]
    assert ([email.to for email in possible.emails], possible.steps) == (
        [mover_of(private).email],
        ["Published"],
    )
    assert (refused.motion, refused.reasons) == (public, ["This motion is already public."])
    assert (after_the_look, said) == ((Status.RECEIVED, 1, before), ["One motion published."])
    assert (Motion.objects.public().count(), Email.objects.count()) == (2, before + 1)


def test_the_movers_of_a_selection_are_written_to_with_words_typed_once(desk: Client) -> None:
    item = make_item()
    motions = [make_motion(item), make_motion(item)]
    typed = {"subject": "A room for movers", "words": "We meet on Friday at six.\nCome."}
    before = Email.objects.count()

    asked = choose(desk, "write", motions)
    page = choose(desk, "write", motions, step="preview", **typed)
    between = Email.objects.count()
    said = confirm(desk, "write", page, **typed)

    assert (list(asked.context["form"].fields), asked.context["form"].errors) == (["subject", "words"], {})
    assert (between, said) == (before, ["Two motions: movers emailed."])
    assert [(email.to, email.subject) for email in Email.objects.order_by("pk")[before:]] == [
        (mover_of(motion).email, f"{motion.reference}: A room for movers") for motion in motions
    ]
    for motion in motions:
        step = motion.events.get(act=Act.WRITTEN_TO)
        words = "A room for movers\n\nWe meet on Friday at six.\nCome."
        assert (step.public, step.remark.words) == (False, words)


def test_what_was_typed_to_movers_can_be_changed_after_the_preview(desk: Client) -> None:
    typed = {"subject": "A room", "words": "On Friday."}
    page = choose(desk, "write", [make_motion()], step="change", **typed)
    assert {name: page.context["form"][name].value() for name in typed} == typed


def test_words_to_movers_that_are_missing_are_asked_for(desk: Client) -> None:
    page = choose(desk, "write", [make_motion()], step="preview", subject="A room", words="")
    assert page.context["form"].errors == {"words": ["“Your message” is empty. Fill it in."]}


def test_the_movers_of_one_motion_are_written_to_from_its_sheet(desk: Client) -> None:
    motion = make_motion()
    typed = {"seen": seen(motion), "subject": "A room", "words": "On Friday."}

    [shown] = desk.post(page_of(motion, "write"), typed).context["emails"]
    desk.post(page_of(motion, "write"), {**typed, "step": "do"})

    assert (shown.to, Email.objects.latest("pk").to) == (mover_of(motion).email,) * 2


def test_nobody_is_written_to_where_nobody_is_left(desk: Client) -> None:
    motion = make_motion()
    motion.backings.filter(role="mover").update(confirmed_at=None)
    page = choose(desk, "write", [motion], step="preview", subject="A room", words="On Friday.")
    [refused] = page.context["refused"]
    assert refused.reasons == ["None of the people behind this motion supports it any more."]


def test_the_sheet_leads_to_the_motions_before_and_after_in_the_same_list(desk: Client) -> None:
    item = make_item()
    first, other, second, third = (
        make_motion(item, title=title) for title in ("Buses", "Trams", "Buses two", "Buses three")
    )
    asked = {"_changelist_filters": "queue=waiting&q=buses"}

    def around(motion: Motion) -> tuple[Motion | None, Motion | None, str]:
        place = desk.get(sheet_of(motion), asked).context["neighbours"]
        return place.previous, place.following, place.place

    before = [around(motion) for motion in (first, second, third)]
    committee_workflow.rule_in_order(second, by=make_staff())

    assert before == [(None, second, "1 of 3"), (first, third, "2 of 3"), (second, None, "3 of 3")]
    assert (around(second), around(other)) == ((first, third, ""), (first, third, ""))


def test_an_act_leads_back_to_the_sheet_within_the_same_list(desk: Client) -> None:
    motion = make_motion()
    kept = "?_changelist_filters=queue%3Dwaiting%26q%3Dbuses"

    page = desk.get(sheet_of(motion) + kept)
    answer = desk.post(page_of(motion, "rule-in-order") + kept, {"seen": seen(motion), "step": "do"})

    assert all(kept in button.url for button in page.context["possible"])
    assert answer.headers["Location"] == sheet_of(motion) + kept


@pytest.mark.parametrize("asked", ["", "p=999", "queue=waiting&p=x", "nonsense=1", "late__exact=zebra"])
def test_a_list_asked_for_in_vain_still_opens_the_sheet(desk: Client, asked: str) -> None:
    motion = make_motion()
    page = desk.get(sheet_of(motion), {"_changelist_filters": asked})
    assert (page.status_code, page.context["neighbours"].following) == (200, None)


def test_sheet_and_queue_say_how_far_an_agenda_item_is(desk: Client) -> None:
    conference = make_conference("Spring Conference")
    first, done = make_item(conference), make_item(conference)
    motions = [make_motion(first) for _ in range(4)]
    committee_workflow.rule_in_order(motions[0], by=make_staff())
    backing_workflow.withdraw(motions[1], by=mover_of(motions[1]), note="")
    committee_workflow.rule_in_order(make_motion(done), by=make_staff())

    sheet, queue = desk.get(sheet_of(motions[2])), desk.get(QUEUE)

    assert "Item 1: 1 of 3 ruled" in sheet.content.decode()
    assert [(each.item, each.ruled, each.of) for each in queue.context["progress"]] == [(first, 1, 3)]
