"""The steering committee's desk: who gets in, and what the queue and the sheet say."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.time import clock
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.committee.admin import piles
from motions.committee.choices import Finding, Point
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.factories import make_staff, make_user, sign_in
from tests.motions.committee.admin_pages import QUEUE, checklist_of, page_of, seen, sheet_of, status_of
from tests.motions.factories import (
    BODY,
    make_amendment,
    make_conference,
    make_group_motion,
    make_item,
    make_late_motion,
    make_motion,
    make_submission,
    moment,
    mover_of,
    submit,
)

pytestmark = pytest.mark.django_db


def test_only_the_committee_opens_the_desk(client: Client) -> None:
    motion = make_motion()
    pages = [QUEUE, sheet_of(motion), page_of(motion, "query")]

    def answers() -> list[int]:
        return [client.get(page).status_code for page in pages]

    stranger = answers()
    sign_in(client, make_user())
    member_without_a_desk = answers()
    sign_in(client, make_staff(groups=()))
    staff_without_a_role = answers()
    sign_in(client, make_staff())

    assert (stranger, member_without_a_desk, staff_without_a_role, answers()) == (
        [302, 302, 302],
        [403, 403, 403],
        [403, 403, 403],
        [200, 200, 200],
    )


def test_without_the_second_factor_no_act_is_done(client: Client) -> None:
    motion = make_motion()
    half_signed_in = make_user(is_staff=True)
    half_signed_in.is_superuser = True
    half_signed_in.save()
    sign_in(client, half_signed_in)

    answer = client.post(page_of(motion, "rule-in-order"), {"seen": seen(motion), "step": "do"})

    assert (answer.status_code, answer.context["where"]) == (403, reverse("mfa_index"))
    assert status_of(motion) == Status.RECEIVED


def test_whoever_may_only_read_sees_no_buttons_and_cannot_act(client: Client) -> None:
    motion = make_motion()
    reader = make_staff(groups=())
    reader.user_permissions.set(Permission.objects.filter(codename="view_motion"))
    sign_in(client, reader)

    page = client.get(sheet_of(motion))
    acted = client.post(page_of(motion, "rule-in-order"), {"seen": seen(motion), "step": "do"})
    marked = client.post(checklist_of(motion), {Point.LENGTH: Finding.FINE})

    assert (page.status_code, page.context["possible"], acted.status_code, marked.status_code) == (
        200,
        [],
        403,
        403,
    )
    assert (status_of(motion), motion.checks.count()) == (Status.RECEIVED, 0)


def test_nobody_types_into_a_motion(desk: Client, member: User) -> None:
    member.is_superuser = True
    member.save()
    motion = make_motion()

    answers = [
        desk.get(reverse("admin:motions_motion_add")).status_code,
        desk.post(sheet_of(motion), {"label": "Z"}).status_code,
        desk.post(reverse("admin:motions_motion_delete", args=[motion.pk]), {"post": "yes"}).status_code,
    ]

    assert (answers, Motion.objects.get(pk=motion.pk).label) == ([403, 405, 404], "A")


def test_the_front_page_counts_what_waits(desk: Client, member: User) -> None:
    conference = make_conference(closes_in=moment(days=2) - moment())
    item = make_item(conference)
    motions = [make_motion(item) for _ in range(3)]
    committee_workflow.query(motions[0], by=make_staff(), question="Which region?")
    committee_workflow.propose_ruling_out(motions[1], by=make_staff(), rule="4.2", reason="Two subjects.")
    committee_workflow.propose_ruling_out(motions[2], by=member, rule="4.2", reason="Two subjects.")
    committee_workflow.assign(motions[2], by=member, to=member)
    submit(make_submission(item))

    page = desk.get(reverse("admin:index"))

    [panel] = [panel for panel in page.context["panels"] if panel.heading == "Motions"]
    assert [(line.words, line.count) for line in panel.lines] == [
        ("waiting for a ruling", 2),
        ("queried with the mover", 1),
        ("under appeal, to be decided by two who did not rule", 0),
        ("proposed, needing a second person", 1),
        ("not public yet", 0),
        ("on hold, because a contact of the group doubts them", 0),
        ("late, waiting for the committee", 0),
        ("composites whose motions have amendments to decide about", 0),
        ("assigned to you", 1),
        ("composites in progress", 0),
        ("awaiting confirmation", 1),
    ]
    for line in panel.lines:
        assert desk.get(line.url).context["cl"].result_count == line.count


def test_nothing_of_a_conference_that_is_over_waits_for_the_committee(member: User) -> None:
    motion = make_motion()
    over = motion.conference.ends_on - localdate(clock.now()) + timedelta(days=1)
    waiting = piles.sizes(user=member)
    with clock.at(clock.now() + over):
        afterwards = piles.sizes(user=member)
    assert [each["waiting"] for each in (waiting, afterwards)] == [1, 0]
    assert [each["all"] for each in (waiting, afterwards)] == [1, 1]


def test_the_queue_shows_the_oldest_that_waits_first_and_what_is_decided_last(desk: Client) -> None:
    item = make_item()
    on_its_way = submit(make_submission(item))
    decided, first, second = (make_motion(item) for _ in range(3))
    committee_workflow.rule_in_order(decided, by=make_staff())

    assert _listed(desk, queue="all") == [first.pk, second.pk, decided.pk, on_its_way.pk]


def test_the_queue_opens_on_what_waits_for_a_ruling_and_searches_everything(desk: Client) -> None:
    item = make_item()
    waiting, decided = make_motion(item), make_motion(item, title="Buses that come")
    committee_workflow.rule_in_order(decided, by=make_staff())

    opened = desk.get(QUEUE).context
    searched = desk.get(QUEUE, {"q": "buses"}).context

    assert [list(page["cl"].result_list) for page in (opened, searched)] == [[waiting], [decided]]
    assert [(tab.words, tab.count, tab.current) for tab in opened["tabs"]] == [
        ("Waiting for a ruling", 1, True),
        ("All motions", 2, False),
    ]
    assert [tab.words for tab in searched["tabs"] if tab.current] == ["All motions"]


def test_the_queue_has_twenty_five_motions_a_page_and_filters_within_a_tab(desk: Client) -> None:
    item = make_item(make_conference(signatories_needed=1))
    for _ in range(26):
        make_motion(item)

    opened = desk.get(QUEUE).context["cl"]
    filtered = desk.get(QUEUE, {"queue": "waiting", "late__exact": "0"}).context["cl"]

    assert (len(opened.result_list), opened.filters_used) == (25, 0)
    assert (filtered.result_count, filtered.filters_used, filtered.without_filters) == (
        26,
        1,
        "?queue=waiting",
    )


def test_the_queue_finds_by_reference_words_group_and_people(desk: Client) -> None:
    item = make_item()
    by_group = make_group_motion(item, title="Buses that come")
    by_people = make_motion(
        item, title="A right to be heard", body="Conference resolves:\n\n- To mend the tramway.\n"
    )
    person = by_people.backings.standing().last()
    assert person is not None

    found = [
        _listed(desk, q=words) for words in (f"m{by_group.pk}", "tramways", by_group.group_name, person.name)
    ]

    assert found == [[by_group.pk], [by_people.pk], [by_group.pk], [by_people.pk]]


def test_the_queue_finds_an_amendment_by_label_reference_and_the_title_that_it_shows(desk: Client) -> None:
    item = make_item(order=2)
    homes = make_motion(item, title="Homes on public land", body="- Build four of them by m4.")
    first, second = (make_amendment(homes, old="four", new=new) for new in ("five", "six"))
    make_motion(item, title="A 2 year plan", body="- Build A.2 homes in 2 years.")

    exact = ("A.2", "a.2", "2A.2", second.reference, second.titled, f"2{second.titled}")
    assert {asked: _listed(desk, q=asked) for asked in exact} == {asked: [second.pk] for asked in exact}
    for title in ("Amendment to “Homes on public land”", "amendment to 2A"):
        assert _listed(desk, q=title) == [first.pk, second.pk]
    assert _listed(desk, q="homes on public land") == [homes.pk, first.pk, second.pk]


def test_late_motions_have_a_pile_of_their_own(desk: Client) -> None:
    open_item = make_item()
    closed_item = make_item(make_conference(closes_in=moment() - moment(days=1)))
    make_motion(open_item)
    late = make_late_motion(closed_item)

    assert (_listed(desk, queue="late"), late.label) == ([late.pk], "L1")


def test_the_queue_asks_the_database_as_often_for_sixty_motions_as_for_three(desk: Client) -> None:
    item = make_item(make_conference(signatories_needed=1))
    for _ in range(3):
        make_motion(item)
    three = _queries(desk)
    for _ in range(57):
        make_motion(item)

    assert (_queries(desk), len(_listed(desk, all=""))) == (three, 60)


def _queries(desk: Client) -> int:
    desk.get(QUEUE)
    with CaptureQueriesContext(connection) as asked:
        desk.get(QUEUE)
    return len(asked)


def _listed(desk: Client, **asked: str) -> list[int]:
    return [motion.pk for motion in desk.get(QUEUE, asked).context["cl"].result_list]


def test_many_are_assigned_at_once_and_each_refusal_is_told(desk: Client, member: User) -> None:
    item = make_item()
    mine, theirs = make_motion(item), make_motion(item)
    committee_workflow.recuse(theirs, by=member, interest="I chair the group.")

    page = desk.post(QUEUE, {"action": "assign_to_me", "_selected_action": [mine.pk, theirs.pk]}, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        f"{theirs.reference}: You have declared an interest in this motion, so you cannot take part in it.",
        "One motion assigned to you.",
    ]
    assert set(Motion.objects.values_list("pk", "assigned_to")) == {(mine.pk, member.pk), (theirs.pk, None)}


def test_the_sheet_says_everything_the_committee_knows(desk: Client, member: User) -> None:
    motion = make_motion(make_item(), title="Buses that come", body=BODY, appendix="The timetable.")
    committee_workflow.note(motion, by=member, words="Ask the drivers' branch.")
    committee_workflow.recuse(motion, by=make_staff(name="Kit Marsh"), interest="I drive one.")
    text = Text.of("Buses that come, at night too", BODY, "The timetable.")
    backing_workflow.revise(motion, text, by=mover_of(motion), why="Nights were missing", base=1)

    page = desk.get(sheet_of(motion), {"earlier": 1, "later": 2}).content.decode()

    for words in (
        "Buses that come, at night too",
        "keep a list of whom to contact;",
        "The timetable.",
        mover_of(motion).email,
        "Ask the drivers&#x27; branch.",
        "Kit Marsh: I drive one.",
        "Nights were missing",
        f"{motion.reference}: received",
        "by Robin Vale, committee",
        "Three signatories",
    ):
        assert words in page


def test_the_sheet_warns_when_too_few_signatories_are_left(desk: Client) -> None:
    motion = make_motion()
    before = desk.get(sheet_of(motion)).context["fell_short"]
    last = motion.backings.standing().last()
    assert last is not None
    backing_workflow.withdraw_support(last)

    after = desk.get(sheet_of(motion)).context["fell_short"]

    assert (before, after) == ("", "Two signatories support it now; it needed 3.")


def test_near_duplicates_at_the_same_conference_are_found(desk: Client) -> None:
    item = make_item()
    motion = make_motion(item, title="An organiser for every region", body=BODY)
    twin = make_motion(item, title="Organisers in each region", body=BODY.replace("quarter", "month"))
    make_motion(
        item, title="Buses that come", body="Conference resolves:\n\n- To bring back the evening bus.\n"
    )
    make_motion(make_item(), title="An organiser for every region", body=BODY)

    page = desk.get(sheet_of(motion))

    assert [other.pk for other in page.context["near"]] == [twin.pk]


def test_hostile_words_stay_words(desk: Client) -> None:
    motion = make_motion(title="<script>alert(1)</script>", body="Conference resolves:\n\n- <img src=x>\n")
    typed = {"seen": seen(motion), "question": '"><script>alert(2)</script>'}

    pages = [
        desk.get(QUEUE),
        desk.get(sheet_of(motion)),
        desk.post(page_of(motion, "query"), typed),
        desk.post(page_of(motion, "query"), {**typed, "step": "change"}),
    ]

    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x>" not in page.content.decode()
    assert "&lt;script&gt;alert(2)" in pages[2].content.decode()


def test_a_conference_whose_moments_are_out_of_order_is_refused_in_words(desk: Client) -> None:
    item = make_item()
    form = (
        desk.get(reverse("admin:motions_conference_change", args=[item.conference_id]))
        .context["adminform"]
        .form
    )
    typed = {}
    for bound in form:
        value = bound.value()
        if bound.name.endswith("_at"):
            typed[f"{bound.name}_0"], typed[f"{bound.name}_1"] = (
                (value.strftime("%Y-%m-%d"), value.strftime("%H:%M:%S")) if value else ("", "")
            )
        else:
            typed[bound.name] = "" if value is None else str(value)
    typed["freeze_at_0"] = "2020-01-01"

    refused = desk.post(reverse("admin:motions_conference_change", args=[item.conference_id]), typed)

    assert refused.context["adminform"].form.non_field_errors() == [
        "The other closing times have to be after motions close."
    ]


def test_two_items_of_one_number_are_refused_in_words(desk: Client) -> None:
    item = make_item(order=4)
    typed = {
        "conference": item.conference_id,
        "order": 4,
        "title": "Housing",
        "slug": "housing",
        "prefix": "",
    }

    refused = desk.post(reverse("admin:motions_agendaitem_add"), typed)

    assert refused.context["adminform"].form.non_field_errors() == [
        "This conference already has an item with that number."
    ]
    assert AgendaItem.objects.filter(title="Housing").exists() is False


def test_numbering_is_fixed_once_there_are_labels(desk: Client) -> None:
    item = make_item()
    page = reverse("admin:motions_conference_change", args=[item.conference_id])
    before = "numbering" in desk.get(page).context["adminform"].form.fields
    make_motion(item)

    assert (before, "numbering" in desk.get(page).context["adminform"].form.fields) == (True, False)
