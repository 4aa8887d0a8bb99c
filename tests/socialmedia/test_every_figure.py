"""Every figure of the guidelines: the version in force alone decides what the team is told."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
import time_machine

from socialmedia.guidelines.choices import Duty
from socialmedia.guidelines.parameters import Parameters
from socialmedia.meetings.models import MeetingKind
from tests.socialmedia.factories import make_guidelines
from tests.socialmedia.figure_scenes import (
    NOW,
    Scene,
    again_today,
    ahead,
    ban,
    breaches,
    comment,
    consultation,
    coordinator,
    data_complaint,
    days,
    duties,
    elsewhere,
    in_the_organising_forum,
    judged,
    keyword_filters,
    meeting,
    message,
    old_share,
    review,
    roles,
    share,
    staffing,
    two,
    with_a_word_of_the_list,
)
from tests.socialmedia.posts.factories import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


# Another value of each figure, and what is said under the example's and under that one.
CHANGED: dict[str, tuple[int | Duty, Scene, list[Any], list[Any]]] = {
    "page_extra_people": (
        3,
        staffing,
        [],
        [
            "Our Facebook page needs 4 people and has 3.",
            "3 people work on our page; 4 people are needed: one for each page and three more.",
            "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
        ],
    ),
    "organising_people": (
        4,
        staffing,
        [],
        [
            "Organising needs 4 people and has 3.",
            "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
        ],
    ),
    "organising_members": (
        500,
        lambda: staffing(members=1000),
        [],
        [
            "Organising needs 4 people and has 3.",
            "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
        ],
    ),
    "organising_members_step": (
        100,
        lambda: staffing(members=1100),
        [],
        [
            "Organising needs 4 people and has 3.",
            "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
        ],
    ),
    "discussion_people": (
        3,
        staffing,
        [],
        [
            "Discussion needs 3 people and has 2.",
            "Only 8 of 9 seats can be filled: nobody counts for two pages or for more than 2 roles.",
        ],
    ),
    "committee_people": (2, staffing, [], ["Committee room needs 2 people and has 1."]),
    "most_roles": (1, roles, [], ["Sam Hollis would have 2 roles at once. The guidelines allow up to 1."]),
    "most_duties": (
        2,
        duties,
        [],
        ["Sam Hollis has 3 duties on Wednesday 3 February; the guidelines expect 2 at most."],
    ),
    "roster_days": (42, ahead, ["Monday 15 March is too far ahead. The roster covers the next 28 days."], []),
    "posts_least": (
        0,
        days(0),
        ["No posts: too little loses engagement. The fewest is 1 a day, the aim 2 to 3."],
        ["No posts: that is low. The aim is 2 to 3 a day."],
    ),
    "posts_aim_least": (
        1,
        days(1),
        ["1 post: that is low. The aim is 2 to 3 a day."],
        ["1 post: the aim is 1 to 3 a day."],
    ),
    "posts_aim_most": (
        4,
        days(4),
        ["4 posts: that is high. The aim is 2 to 3 a day, and 5 the most."],
        ["4 posts: the aim is 2 to 4 a day."],
    ),
    "posts_most": (
        6,
        days(6),
        ["6 posts: too much dilutes impact. The most is 5 a day, the aim 2 to 3."],
        ["6 posts: that is high. The aim is 2 to 3 a day, and 6 the most."],
    ),
    "vetted_days": (
        90,
        judged("source_vetted", old_share),
        ["pass: Riverside Chronicle was reviewed on 26 October 2026. A review counts for 180 days."],
        [
            "fail: Riverside Chronicle was last reviewed on 26 October "
            "2026, 100 days before. A review counts for 90 days."
        ],
    ),
    "read_in_full": (
        Duty.ENCOURAGED,
        judged("read_in_full", share),
        ["fail: Nobody has confirmed that they read in full what is shared."],
        ["warn: Nobody has confirmed that they read in full what is shared."],
    ),
    "source_vetted": (
        Duty.ENCOURAGED,
        judged("source_vetted", share),
        ["fail: riverside-chronicle.example.org is not among the sources yet."],
        ["warn: riverside-chronicle.example.org is not among the sources yet."],
    ),
    "original_first": (
        Duty.REQUIRED,
        judged("original_first", elsewhere),
        ["warn: It does not start on Facebook, the preferred platform."],
        ["fail: It does not start on Facebook, the preferred platform."],
    ),
    "variants_adapted": (
        Duty.REQUIRED,
        judged("variants_adapted", lambda: two("Join us on Saturday at the Corn Exchange.")),
        ["warn: Our facebook page and Our X page have the same words."],
        ["fail: Our facebook page and Our X page have the same words."],
    ),
    "variants_after_original": (
        Duty.REQUIRED,
        judged("variants_after_original", lambda: two(hours=1)),
        ["warn: Our X page: it is planned before Our facebook page, where it starts."],
        ["fail: Our X page: it is planned before Our facebook page, where it starts."],
    ),
    "repeat_another_day": (
        Duty.REQUIRED,
        judged("repeat_another_day", again_today),
        ["warn: It has already been used, or is planned, on Wednesday 3 February 2027."],
        ["fail: It has already been used, or is planned, on Wednesday 3 February 2027."],
    ),
    "basis_named": (
        Duty.LEFT_OPEN,
        judged("basis_named", lambda: write(official=True)),
        ["fail: It states an official position without giving its basis."],
        [],
    ),
    "judgement_noted": (
        Duty.ENCOURAGED,
        judged("judgement_noted", lambda: write(controversial=True)),
        ["fail: It is controversial, and nobody has recorded whether it is worth it."],
        ["warn: It is controversial, and nobody has recorded whether it is worth it."],
    ),
    "claims_sourced": (
        Duty.ENCOURAGED,
        judged("claims_sourced", lambda: write(makes_claims=True)),
        ["fail: It makes claims of fact, and no source is named."],
        ["warn: It makes claims of fact, and no source is named."],
    ),
    "second_reader": (
        Duty.ENCOURAGED,
        judged("second_reader", lambda: write(accuses=True)),
        ["fail: Nobody but the writer has read it for the accusation yet."],
        ["warn: Nobody but the writer has read it for the accusation yet."],
    ),
    "own_words_clean": (
        Duty.REQUIRED,
        judged("own_words_clean", with_a_word_of_the_list),
        ["warn: It contains words from our own filter list: “saturday”."],
        ["fail: It contains words from our own filter list: “saturday”."],
    ),
    "image_rights": (
        Duty.ENCOURAGED,
        judged("image_rights", lambda: write(has_media=True)),
        ["fail: The right to use the picture or film is not recorded."],
        ["warn: The right to use the picture or film is not recorded."],
    ),
    "alternative_text": (
        Duty.ENCOURAGED,
        judged("alternative_text", lambda: write(has_media=True)),
        ["fail: The picture or film is not described."],
        ["warn: The picture or film is not described."],
    ),
    "platform_limits": (
        Duty.ENCOURAGED,
        judged("platform_limits", lambda: two("a" * 300)),
        [
            "pass: Our facebook page: 41 of 63,206 characters as Facebook counts them.",
            "fail: Our X page: 300 characters as Twitter (X) counts them, but the limit is 280.",
        ],
        [
            "pass: Our facebook page: 41 of 63,206 characters as Facebook counts them.",
            "warn: Our X page: 300 characters as Twitter (X) counts them, but the limit is 280.",
        ],
    ),
    "peer_checked": (
        Duty.REQUIRED,
        judged("peer_checked", write),
        ["warn: Nobody but the writer has checked yet."],
        ["fail: Nobody but the writer has checked yet."],
    ),
    "long_debate": (
        4,
        comment,
        ["There were 3 hostile comments before it. Leave it or hide it, and do not continue the debate."],
        [
            "With 4 hostile comments this is a long thread: the guidelines count 4 or more as long. Close "
            "the comments."
        ],
    ),
    "reply_soft_hours": (
        2,
        message(3),
        ["Answer it by 1 pm. It is late after the end of today."],
        ["The guidelines ask for an answer within 2 hours. It is late after the end of today."],
    ),
    "reply_hard_days": (
        1,
        message(13),
        ["It should have been answered by the end of Tuesday 2 February 2027."],
        ["The guidelines ask for an answer within 4 hours. It is late after the end of today."],
    ),
    "keyword_filters": (Duty.REQUIRED, keyword_filters, ["warn"], ["fail"]),
    "breach_times": (2, breaches(0), [0], [1]),
    "breach_days": (30, breaches(60), [1], [0]),
    "ban_views": (
        0,
        ban,
        [
            "Before a ban, at least 2 others have to give a view. So far, nobody has; “no view” does not "
            "count."
        ],
        [],
    ),
    "rules_review_days": (30, review, ["2028-02-03"], ["2027-03-05"]),
    "organising_kinds": (
        Duty.REQUIRED,
        judged("organising_kinds", in_the_organising_forum),
        [
            "warn: Organising: nobody has said which kind of post it is. The forum is for: polls of "
            "signatories."
        ],
        [
            "fail: Organising: nobody has said which kind of post it is. The forum is for: polls of "
            "signatories."
        ],
    ),
    "data_complaint_days": (20, data_complaint, ["2027-03-05"], ["2027-02-23"]),
    "consultation_days": (3, consultation, ["2027-02-10"], ["2027-02-06"]),
    "meeting_days": (
        7,
        meeting(MeetingKind.DAY_TO_DAY),
        ["The next day to day meeting is due by 7 February 2027: the guidelines allow 14 days."],
        ["The last day to day meeting was 10 days ago. The guidelines allow 7 days."],
    ),
    "strategy_days": (
        7,
        meeting(MeetingKind.STRATEGY),
        ["The next strategy meeting is due by 25 March 2027: the guidelines allow 60 days."],
        ["The last strategy meeting was 10 days ago. The guidelines allow 7 days."],
    ),
    "coordinator_posts": (
        0,
        coordinator,
        [
            "Sam Hollis has posted nothing in the last 28 days. The "
            "guidelines expect 4 posts from a coordinator."
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", [one.name for one in fields(Parameters)])
def test_another_figure_in_the_version_in_force_changes_what_is_said(name: str) -> None:
    value, scene, before, after = CHANGED[name]
    said = scene()
    told = [said()]
    make_guidelines(1, **{name: value})
    told.append(said())
    assert told == [before, after]
    assert before != after
