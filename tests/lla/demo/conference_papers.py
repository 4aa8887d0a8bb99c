"""What the demonstration promises of amendments, composites and the papers that the committee writes."""

from collections import Counter

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lla.demo import reading
from motions.agenda.models import Conference
from motions.amendments import selectors as amendments_selectors
from motions.amendments.choices import Answer, CarryOutcome
from motions.amendments.clashes import ClashKind
from motions.amendments.models import Amendment, PendingCarry
from motions.amendments.texts import Change
from motions.appeals.models import Appeal, ReferenceBack
from motions.colleagues.models import Seat
from motions.composites import selectors as composites_selectors
from motions.composites.choices import ConsentAnswer, OriginKind
from motions.composites.models import ClauseOrigin, CompositeConsent, SourceAmendment
from motions.conference_desk import selectors as conference_desk_selectors
from motions.duplicates.models import Duplicate
from motions.motion.choices import ENDED, Act, Outcome, Route, Status
from motions.motion.models import Motion, MotionEvent, Revision, Ruling
from motions.order_paper import selectors as order_paper_selectors
from motions.order_paper.models import ConferenceSession, OrderPaper
from motions.reports.models import CommitteeReport
from motions.standing_orders.models import StandingOrder


def coming() -> list[Motion]:
    """The amendments to the coming conference, each with the text that it changes."""
    amendments = Motion.objects.amendments().for_lists().select_related("amends", "current__base")
    return list(amendments.filter(conference__slug="annual-2027"))


class ThePapers:
    """What a test class that has made the demonstration says of it."""

    def test_every_amendment_ended_in_the_state_its_story_tells(self) -> None:
        told = Counter(story.state for story in reading.amendment_stories())
        assert Counter(amendment.status for amendment in coming()) == told
        assert told == {
            Status.AWAITING: 1,
            Status.GATHERING: 2,
            Status.RECEIVED: 16,
            Status.QUERIED: 2,
            Status.IN_ORDER: 23,
            Status.RULED_OUT: 1,
            Status.UNDER_APPEAL: 1,
            Status.ACCEPTED: 4,
            Status.WITHDRAWN: 1,
        }

    def test_groups_and_signatories_sent_them(self) -> None:
        routes = Counter(amendment.route for amendment in coming())
        assert routes == {Route.GROUP: 42, Route.SIGNATORIES: 9}

    def test_no_group_amends_its_own_motion(self) -> None:
        assert [
            one.reference for one in coming() if one.amends and one.group_name == one.amends.group_name != ""
        ] == []

    def test_accepted_ones_are_credited_in_the_revision_they_made(self) -> None:
        accepted = Amendment.objects.filter(answer=Answer.ACCEPTED).select_related("merged_in")
        assert sorted(one.merged_in.why for one in accepted if one.merged_in) == [
            "Accepts A.1, Clydeford Labour Left",
            "Accepts A.1, Disabled Members' Left Forum",
            "Accepts A.1, Merseybank Labour Left",
            "Accepts A.1, Soar Valley Left Network",
        ]
        assert Amendment.objects.filter(answer=Answer.NOT_ACCEPTED).count() == 7

    def test_they_clash_in_every_way(self) -> None:
        motions = Motion.objects.main().public().for_papers().filter(conference__slug="annual-2027")
        under = amendments_selectors.marshalled_under(list(motions))
        rows = [row for rows in under.values() for row in rows]
        pairs = {
            (frozenset({row.motion.pk, meeting.other.pk}), meeting.kind)
            for row in rows
            for meeting in row.meetings
        }
        assert Counter(kind for _, kind in pairs) == {
            ClashKind.IDENTICAL: 1,
            ClashKind.SAME_WORDS: 4,
            ClashKind.PRE_EMPTS: 6,
            ClashKind.SAME_PLACE: 2,
        }

    def test_those_that_make_the_same_change_are_printed_as_one(self) -> None:
        as_one = Amendment.objects.filter(printed_as_one=True).order_by("motion__number")
        assert [one.motion.full_label for one in as_one] == ["4A.4", "4A.6"]

    def test_some_were_carried_over_by_themselves_and_some_wait_for_their_movers(self) -> None:
        waiting = PendingCarry.objects.exclude(motion__status__in=ENDED)
        assert Counter(waiting.values_list("outcome", flat=True)) == {
            CarryOutcome.OFFERED: 1,
            CarryOutcome.STUCK: 2,
        }
        agreed = MotionEvent.objects.filter(act=Act.CARRYING_OFFERED).exclude(
            motion__in=waiting.values("motion")
        )
        assert agreed.count() == 2
        by_themselves = MotionEvent.objects.filter(act=Act.CARRIED_OVER).exclude(
            motion__in=agreed.values("motion")
        )
        assert by_themselves.count() > 10

    def test_they_change_title_words_clauses_appendix_and_everything(self) -> None:
        instructions = {amendment.text.instruction for amendment in coming()}
        for beginning in (
            "At the end of the title insert",
            "In clause 6, delete",
            "After clause 7.3 insert a new clause",
            "Replace clause 7 and its sub-clauses with",
            "Delete clause 9.",
            "In clause A41, delete",
            "Delete all after the title and insert",
        ):
            assert [one for one in instructions if one.startswith(beginning)], beginning

    def test_what_each_does_is_what_its_words_say(self) -> None:
        for revision in Revision.objects.exclude(base=None).select_related("base"):
            assert Change.of(revision).in_words == revision.instruction

    def test_there_are_amendments_to_a_motion_that_has_ended_and_one_with_a_rule_set_aside(self) -> None:
        fallen = [one for one in coming() if one.amends and one.amends.status in ENDED]
        assert [(one.full_label, one.status) for one in fallen] == [("4C.1", Status.IN_ORDER)]
        overridden = MotionEvent.objects.filter(act=Act.OVERRIDDEN)
        assert [event.motion.full_label for event in overridden] == ["2B.2"]

    def test_one_composite_is_on_the_agenda_and_one_is_out_for_consent(self) -> None:
        composites = Motion.objects.composites().for_papers().order_by("pk")
        assert [(one.status, one.label, len(composites_selectors.sources_of(one))) for one in composites] == [
            (Status.IN_ORDER, "Composite 1", 2),
            (Status.AWAITING, "", 2),
        ]
        kinds = set(ClauseOrigin.objects.values_list("kind", flat=True))
        assert {OriginKind.VERBATIM, OriginKind.EDITED} <= kinds
        answers = CompositeConsent.objects.filter(source__composite=composites[1])
        assert [one.answer for one in answers] == [ConsentAnswer.AGREES]

    def test_an_amendment_to_a_motion_in_it_is_moved_and_one_falls(self) -> None:
        decided = SourceAmendment.objects.order_by("pk").select_related("amendment", "source__motion__item")
        assert [(row.amendment.label, row.became) for row in decided] == [
            ("Composite 1.1", "now Composite 1.1"),
            (decided[1].label, f"falls with motion {decided[1].source.motion.full_label}"),
        ]

    def test_three_reports_are_issued_and_the_second_corrects_the_first(self) -> None:
        reports = CommitteeReport.objects.issued().order_by("number").select_related("corrects")
        assert [(one.number, one.corrects and one.corrects.number) for one in reports] == [
            (1, None),
            (2, 1),
            (3, None),
        ]
        assert "Composite 1: Buses that come" in reports[2].body

    def test_the_order_paper_of_the_past_conference_is_issued_and_the_next_is_planned(self) -> None:
        papers = OrderPaper.objects.order_by("conference__starts_on").select_related("conference")
        assert [(one.conference.slug, one.issued_at is None) for one in papers] == [
            ("founding-2026", False),
            ("annual-2027", True),
        ]
        assert [one.conference.sessions.count() for one in papers] == [3, 3]
        assert [one.conference.consequences.count() for one in papers] == [2, 3]
        lengths = [
            (order_paper_selectors.planned_minutes(one), one.minutes)
            for one in ConferenceSession.objects.prefetch_related("business")
        ]
        assert [planned <= minutes for planned, minutes in lengths] == [True] * 6

    def test_one_appeal_waits_and_one_was_refused_and_goes_to_conference(self) -> None:
        appeals = Appeal.objects.order_by("made_at").select_related("motion", "decision")
        assert [(one.motion.full_label, one.decision and one.decision.outcome) for one in appeals] == [
            ("9C", Outcome.APPEAL_REFUSED),
            ("4A.12", None),
        ]
        assert ReferenceBack.objects.get().appeal == appeals[0]

    def test_two_motions_are_marked_as_duplicates_and_a_slip_is_corrected(self) -> None:
        ours, theirs = "Public services by public workers", "Bring cleaning and catering home"
        pairs = Duplicate.objects.order_by("pk").select_related("motion__current", "other__current")
        assert [(one.motion.text.title, one.other.text.title) for one in pairs] == [
            (ours, theirs),
            (theirs, ours),
        ]
        corrected = MotionEvent.objects.filter(act=Act.SLIP_CORRECTED).select_related("motion__current")
        assert [event.motion.text.why for event in corrected] == [
            "Slip corrected by the committee: a letter was missing in “afternoons”."
        ]

    def test_the_next_conference_is_a_draft_that_lacks_something(self) -> None:
        draft = Conference.objects.get(opened_at=None)
        missing = conference_desk_selectors.findings(draft, now=timezone.now())
        assert "The venue is missing." in [finding.words for finding in missing]
        assert draft.items.count() == 9

    def test_papers_of_every_kind_are_to_be_had_in_word(self) -> None:
        motion = Motion.objects.main().get(current__title="Council homes on public land")
        amendment = Motion.objects.amendments().get(amends=motion, label="A.8")
        composite = Motion.objects.composites().get(label="Composite 1")
        pages = [
            motion.get_absolute_url().rstrip("/"),
            f"{motion.get_absolute_url()}amendments",
            amendment.get_absolute_url().rstrip("/"),
            f"{amendment.get_absolute_url()}amended",
            composite.get_absolute_url().rstrip("/"),
            *(report.get_absolute_url().rstrip("/") for report in CommitteeReport.objects.issued()),
            reverse("motions:order_paper", args=["founding-2026"]).rstrip("/"),
        ]
        answers = [Client().get(f"{page}.docx") for page in pages]
        assert [answer.status_code for answer in answers] == [200] * len(pages)
        assert [b"".join(answer)[:2] for answer in answers] == [b"PK"] * len(pages)

    def test_readers_see_what_is_public_and_nothing_else(self) -> None:
        shown = {one: Client().get(one.get_absolute_url()).status_code for one in coming()}
        assert shown == {one: 200 if one.is_public else 404 for one in coming()}
        assert Counter(shown.values())[404] >= 3
        hidden = [
            *(one.get_absolute_url() for one in Motion.objects.composites().filter(status=Status.AWAITING)),
            *(one.get_absolute_url() for one in Conference.objects.filter(opened_at=None)),
            reverse("motions:order_paper", args=["annual-2027"]),
        ]
        assert [Client().get(page).status_code for page in hidden] == [404] * 3

    def test_rulings_cite_the_standing_orders_of_the_conference(self) -> None:
        listed = {str(order) for order in StandingOrder.objects.filter(conference__slug="annual-2027")}
        cited = Ruling.objects.filter(
            motion__conference__slug="annual-2027", rule__startswith="Standing order"
        )
        assert set(cited.values_list("rule", flat=True)) <= listed
        assert len(listed) == 7

    def test_the_chair_invited_the_committee(self) -> None:
        invited_by = [seat.invited_by and seat.invited_by.name for seat in Seat.objects.order_by("pk")]
        assert invited_by == [None, *["Hilary Stanbrook"] * 4]
