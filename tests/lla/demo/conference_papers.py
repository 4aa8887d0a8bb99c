"""What the demonstration promises of amendments: every state, every clash, every way to be carried over."""

from collections import Counter

from lla.demo import reading
from motions.amendments import selectors as amendments_selectors
from motions.amendments.choices import Answer, CarryOutcome
from motions.amendments.clashes import ClashKind
from motions.amendments.models import Amendment, PendingCarry
from motions.amendments.texts import Change
from motions.motion.choices import ENDED, Act, Route, Status
from motions.motion.models import Motion, MotionEvent, Revision


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
            Status.RECEIVED: 15,
            Status.QUERIED: 2,
            Status.IN_ORDER: 21,
            Status.RULED_OUT: 1,
            Status.UNDER_APPEAL: 1,
            Status.ACCEPTED: 4,
            Status.WITHDRAWN: 1,
        }

    def test_groups_and_signatories_sent_them(self) -> None:
        routes = Counter(amendment.route for amendment in coming())
        assert routes == {Route.GROUP: 39, Route.SIGNATORIES: 9}

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
        assert Amendment.objects.filter(answer=Answer.NOT_ACCEPTED).count() == 6

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
