"""Comments: what the guidelines suggest, what was done, and what is known of them after a while."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from socialmedia.comments import rules as comments_rules
from socialmedia.comments import tasks as comments_tasks
from socialmedia.comments import workflow as comments_workflow
from socialmedia.comments.choices import Response
from socialmedia.comments.models import Incident
from socialmedia.guidelines.parameters import Parameters
from socialmedia.record.models import SocialEvent, SocialRemark
from tests.factories import make_user
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.factories import make_channel, make_guidelines, make_variant
from tests.socialmedia.messages.factories import channel_for_messages

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 14, 11, tzinfo=UTC)  # noon in London
LEAVE, REBUT, HIDE, CLOSE = Response.LEAVE, Response.REBUT, Response.HIDE, Response.CLOSE
DELETE = Response.DELETE


@pytest.fixture(autouse=True)
def july() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize(
    ("hostile", "earlier", "responses", "sentence"),
    [
        (
            False,
            0,
            (LEAVE, REBUT),
            "It is not hostile. Leave it, or answer it if that helps other readers.",
        ),
        (
            True,
            0,
            (REBUT, HIDE),
            "It is the first hostile comment here. Answer it once, clearly, or hide it.",
        ),
        (
            True,
            1,
            (LEAVE, HIDE),
            "There was one hostile comment before it. Leave it or hide it, and do not continue the debate.",
        ),
        (
            True,
            4,
            (LEAVE, HIDE),
            "There were 4 hostile comments before it. Leave it or hide it, and do not continue the debate.",
        ),
        (
            True,
            5,
            (CLOSE,),
            "With 6 hostile comments this is a long thread: the guidelines count 6 or more as long. Close "
            "the comments.",
        ),
    ],
)
def test_the_guidelines_suggest_what_to_do(
    hostile: bool, earlier: int, responses: tuple[Response, ...], sentence: str
) -> None:
    found = comments_rules.suggest(hostile=hostile, earlier=earlier, figures=Parameters())
    assert found == comments_rules.Suggestion(responses, sentence)


@pytest.mark.parametrize("earlier", [0, 9])
def test_what_does_harm_is_deleted_however_long_the_thread(earlier: int) -> None:
    found = comments_rules.suggest(hostile=True, earlier=earlier, harmful=True, figures=Parameters())
    assert found == comments_rules.Suggestion(
        (DELETE,),
        "It threatens somebody, gives private details or breaks the law. Keep a picture of it if it may be "
        "needed, then delete it.",
    )


def test_a_harmful_comment_is_deleted_without_a_reason_and_left_only_with_one() -> None:
    incident = make_comment(harmful=True)
    assert refused(incident, "leave") == [
        "The guidelines suggest: delete it. Say why you did something else."
    ]
    assert decide(incident, "delete").suggested == "delete"


def test_a_long_debate_is_what_the_guidelines_call_one() -> None:
    figures = Parameters(long_debate=2)
    assert comments_rules.suggest(hostile=True, earlier=1, figures=figures).responses == (CLOSE,)
    assert comments_rules.suggest(hostile=True, earlier=1, figures=Parameters()).responses == (LEAVE, HIDE)


def decide(incident: Incident, done: str, *, note: str = "", seen: str = "") -> Incident:
    person = make_user(name="Jo Brook")
    return comments_workflow.decide(incident, done=done, note=note, seen=seen, person=person, by=SYSTEM)


def refused(incident: Incident, done: str, *, note: str = "", seen: str = "") -> list[str]:
    with pytest.raises(NotAllowed) as refusal:
        decide(incident, done, note=note, seen=seen)
    return refusal.value.reasons


def test_what_was_done_is_kept_with_what_was_suggested() -> None:
    incident = decide(make_comment(), HIDE)
    assert (incident.done, incident.suggested, incident.done_at) == ("hide", "rebut,hide", NOW)
    assert SocialEvent.objects.of(incident)[0].details == {"done": "hide", "suggested": "rebut,hide"}


def test_doing_otherwise_needs_a_reason() -> None:
    incident = make_comment()
    assert refused(incident, "delete", note=" ") == [
        "The guidelines suggest: answer it clearly or hide it. Say why you did something else."
    ]
    assert refused(incident, "shout") == ["Choose what was done."]
    assert decide(incident, "delete", note="It gave a home address").note == "It gave a home address"


def test_whoever_is_second_looks_again_before_changing_what_was_done() -> None:
    incident = decide(make_comment(), HIDE)
    assert refused(incident, "rebut") == ["Jo Brook has just decided: hidden. Check before you change it."]
    assert refused(incident, "hide", seen="hide") == ["That has already been done: hidden."]
    assert refused(incident, "rebut", seen="hide") == ["Say why you are changing the decision."]
    assert decide(incident, "rebut", note="They asked fairly after all", seen="hide").done == "rebut"


def test_what_cannot_be_is_not_noted() -> None:
    other = make_variant(channel=make_channel("Other page"))
    with pytest.raises(NotAllowed) as refusal:
        make_comment(
            channel=make_channel("Our page", platform="twitter"),
            happened_at=NOW + timedelta(hours=1),
            variant=other,
            hostile=False,
            earlier=2,
        )
    assert refusal.value.reasons == [
        "The comment cannot be from the future. It is now Tuesday 14 July 2026, noon.",
        "That post is on Other page, not on Our page.",
        "Only give earlier hostile comments for a hostile comment.",
    ]
    assert Incident.objects.count() == 0


def test_those_that_wait_stand_first() -> None:
    old, done, new = (make_comment(happened_at=NOW - timedelta(days=days)) for days in (2, 0, 1))
    decide(done, HIDE)
    assert list(Incident.objects.open_first()) == [new, old, done]


def test_comments_are_counted_by_what_was_done_in_days_of_london() -> None:
    midnight = datetime(2026, 7, 12, 23, tzinfo=UTC)
    for moment in (midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=5)):
        make_comment(happened_at=moment)
    decide(make_comment(), HIDE)
    counted = comments_rules.by_response(date(2026, 7, 13), date(2026, 7, 14))
    assert counted == {"": 2, "leave": 0, "rebut": 0, "hide": 1, "delete": 0, "close": 0}


def test_personal_words_go_after_a_while_and_the_counts_stay(july: time_machine.Traveller) -> None:
    incident = make_comment(link="https://social.example.org/post/7?comment=8")
    decide(incident, "delete", note="Kim gave an address")
    july.move_to(NOW + timedelta(days=90))
    assert comments_tasks.forget_comments() == 0
    july.move_to(NOW + timedelta(days=90, seconds=1))
    assert [comments_tasks.forget_comments(), comments_tasks.forget_comments()] == [1, 0]
    incident.refresh_from_db()
    assert (incident.person, incident.words, incident.link, incident.note) == ("", "", "", "")
    assert (incident.done, SocialRemark.objects.count()) == ("delete", 0)


def test_the_guidelines_in_force_are_asked_when_it_is_decided() -> None:
    make_guidelines(long_debate=2)
    incident = make_comment(earlier=1)
    assert refused(incident, "hide") == [
        "The guidelines suggest: close the comments. Say why you did something else."
    ]
    assert decide(incident, "close").suggested == "close"
    assert incident.channel == channel_for_messages()
