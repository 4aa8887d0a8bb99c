"""A post is written, checked by somebody else, put out by hand and marked; every no is in words."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lla.acts.refusals import OVERTAKEN, NotAllowed
from lla.emails.models import Email
from lla.time import clock
from socialmedia.channels.choices import Basis, ChannelStatus
from socialmedia.channels.models import Channel
from socialmedia.consultations.models import Consultation
from socialmedia.guidelines.choices import Duty, Level
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts import workflow as posts_workflow
from socialmedia.posts.choices import CheckKind, PostKind, PostStatus, VariantStatus
from socialmedia.posts.models import Override, Post
from socialmedia.record.models import SocialEvent
from tests.factories import make_user
from tests.socialmedia.factories import make_guidelines, make_member, make_source, require_checks
from tests.socialmedia.posts.factories import (
    WORDS,
    actor,
    ask,
    check,
    codes,
    gone_out,
    page,
    planned,
    post_it,
    read,
    ready,
    rewrite,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def checks_are_required(db: None) -> None:
    require_checks()


def steps(post: Post) -> list[str]:
    return [event.act for event in SocialEvent.objects.of(post)][::-1]


def statuses(post: Post) -> list[str]:
    return [one.status for one in post.variants.order_by("pk")]


def refused(reasons: pytest.ExceptionInfo[NotAllowed]) -> list[str]:
    return reasons.value.reasons


def test_a_post_goes_from_first_words_to_where_it_is_now() -> None:
    post = write()
    assert (post.status, codes(post)) == (PostStatus.DRAFT, ["peer_checked"])
    post = ask(post)
    assert post.status == PostStatus.CHECKING
    post = check(post)
    assert (post.status, codes(post)) == (PostStatus.READY, [])
    (variant,) = post.variants.standing()
    post = post_it(variant)
    variant.refresh_from_db()
    assert (post.status, variant.status, variant.link) == (
        PostStatus.POSTED,
        VariantStatus.POSTED,
        "https://facebook.com/ours/1",
    )
    assert steps(post) == ["drafted", "asked", "agreed", "ready", "posted"]


def test_the_record_holds_no_words_of_a_post() -> None:
    post = gone_out(planned(words="Words that can go"))
    assert "Words" not in str(list(SocialEvent.objects.of(post).values_list("details", flat=True)))


def test_a_draft_that_breaks_every_guideline_is_kept() -> None:
    post = write(planned(words=WORDS * 9), kind=PostKind.SHARE, official=True, paid=True, accuses=True)
    assert (post.status, len(codes(post)) > 4) == (PostStatus.DRAFT, True)


def test_nobody_checks_their_own_post() -> None:
    post = ask(write())
    with pytest.raises(NotAllowed) as no:
        check(post, by=post.author)
    assert refused(no) == ["You wrote some of these words, so you cannot check them. Ask somebody else."]


def test_whoever_wrote_some_of_the_words_does_not_check_them_either() -> None:
    helper = make_user()
    post = ask(rewrite(write(), planned(words="Come on Sunday."), user=helper))
    with pytest.raises(NotAllowed) as no:
        check(post, by=helper)
    assert refused(no) == ["You wrote some of these words, so you cannot check them. Ask somebody else."]


def test_whoever_only_moved_it_to_another_hour_may_check_it() -> None:
    helper = make_user()
    post = write()
    (variant,) = post.variants.all()
    assert variant.planned_at
    later = planned(words=variant.words, at=variant.planned_at + timedelta(hours=1))
    post = check(ask(rewrite(post, later, user=helper)), by=helper)
    assert (post.status, steps(post)[1]) == (PostStatus.READY, "replanned")


def test_a_check_counts_for_the_words_that_were_read() -> None:
    post = ask(write())
    seen = read(post)
    rewrite(post, planned(words="Come on Sunday."))
    with pytest.raises(NotAllowed) as no:
        check(post, read=seen)
    assert refused(no)[0].startswith("The words have changed since you opened this page.")
    assert not post.checks.exists()


def test_words_that_change_after_the_check_are_a_draft_again() -> None:
    post = rewrite(ready(), planned(words="Come on Sunday."))
    assert (post.status, codes(post)) == (PostStatus.DRAFT, ["peer_checked"])


def test_another_hour_leaves_a_checked_post_ready() -> None:
    post = rewrite(ready(), planned(at=clock.now() + timedelta(days=2)))
    assert (post.status, codes(post)) == (PostStatus.READY, [])


def test_a_no_says_why_and_goes_home_to_the_author() -> None:
    post = ask(write())
    with pytest.raises(NotAllowed) as no:
        check(post, agreed=False, note=" ")
    assert refused(no) == ["Say what should change. The author will read it."]
    post = check(post, agreed=False, note="Name the street.")
    email = Email.objects.get(kind="socialmedia/not_agreed")
    assert (post.status, email.to, "Name the street." in email.body) == (
        PostStatus.DRAFT,
        post.author.email,
        True,
    )


def test_only_what_waits_for_it_is_checked() -> None:
    post = write()
    with pytest.raises(NotAllowed) as no:
        check(post)
    assert refused(no) == ["This post is not waiting for a check. It is: draft."]


def test_an_accusation_is_ready_when_two_others_have_read_it() -> None:
    peer, reader = make_user(), make_user()
    post = check(ask(write(accuses=True, claim_sources="The court's record")), by=peer)
    assert (post.status, codes(post)) == (PostStatus.CHECKING, ["second_reader"])
    with pytest.raises(NotAllowed) as no:
        check(post, by=peer, kind=CheckKind.SECOND_READER)
    assert refused(no) == ["You have checked this post, so somebody else has to be the second reader."]
    post = check(post, by=reader, kind=CheckKind.SECOND_READER)
    assert (post.status, codes(post)) == (PostStatus.READY, [])


def test_a_post_that_accuses_nobody_needs_no_second_reader() -> None:
    with pytest.raises(NotAllowed) as no:
        check(ask(write()), kind=CheckKind.SECOND_READER)
    assert refused(no) == ["This post accuses nobody, so it needs no second reader."]


def test_what_is_in_the_way_is_said_with_what_to_do() -> None:
    post = write(official=True)
    with pytest.raises(NotAllowed) as no:
        posts_workflow.hand_over(post, by=actor(post.author))
    assert refused(no) == [
        "It states an official position without giving its basis. "
        "Name the decision, the statement or the rule of the constitution, or ask the team.",
        "Nobody but the writer has checked yet. Ask for a check. You cannot check your own post.",
    ]


def excuse(post: Post, code: str, *, why: str = "It is urgent.", **asked: object) -> Override:
    user = make_user()
    return posts_workflow.override(post, code=code, why=why, user=user, by=actor(user), **asked)  # type: ignore[arg-type]


def test_a_reason_goes_round_a_guideline_and_names_its_version() -> None:
    version = make_guidelines(3, peer_checked=Duty.REQUIRED)
    post = write(official=True)
    given = [excuse(post, code) for code in ("basis_named", "peer_checked")]
    post = posts_workflow.hand_over(post, by=actor(post.author))
    assert (post.status, [one.version for one in given]) == (PostStatus.READY, [version, version])


def test_a_reason_counts_for_the_words_it_was_given_for() -> None:
    post = write(official=True)
    excuse(post, "basis_named")
    assert codes(post) == ["peer_checked"]
    post = rewrite(post, planned(words="We demand more."))
    assert codes(post) == ["basis_named", "peer_checked"]
    excuse(post, "basis_named")
    assert codes(post) == ["peer_checked"]


def test_no_reason_goes_round_the_law() -> None:
    post = write(paid=True)
    with pytest.raises(NotAllowed) as no:
        excuse(post, "imprint")
    assert refused(no)[0].startswith("Paid political material has to carry an imprint. This is the law")
    (verdict,) = [
        one for one in posts_selectors.judge(post, now=clock.now()).unresolved if one.level == Level.BLOCK
    ]
    assert verdict.code == "imprint"


@pytest.mark.parametrize(
    ("code", "why", "words"),
    [
        ("peer_checked", " ", "Say why. Your reason goes into the coordinator’s report."),
        ("basis_named", "x", "The guidelines no longer object to this."),
        ("nonsense", "x", "The guidelines no longer object to this."),
    ],
)
def test_a_reason_is_refused_in_words(code: str, why: str, words: str) -> None:
    with pytest.raises(NotAllowed) as no:
        excuse(write(), code, why=why)
    assert refused(no) == [words]


def test_a_reason_is_given_once() -> None:
    post = write()
    excuse(post, "peer_checked")
    with pytest.raises(NotAllowed) as no:
        excuse(post, "peer_checked")
    assert refused(no) == ["A reason for this has already been given."]


def test_no_author_says_why_nobody_need_check_their_post() -> None:
    post = write()
    with pytest.raises(NotAllowed) as no:
        posts_workflow.override(
            post, code="peer_checked", why="I am sure.", user=post.author, by=actor(post.author)
        )
    assert refused(no) == [
        "You wrote some of these words, so somebody else has to say why they need no check."
    ]


def test_a_reason_about_one_channel_holds_there_alone() -> None:
    twitter = page("twitter")
    post = check(ask(write(planned(), planned(twitter, "日" * 200))))
    assert (post.status, codes(post)) == (PostStatus.CHECKING, ["platform_limits"])
    excuse(post, "platform_limits", channel=twitter)
    assert codes(post) == []


def test_a_dropped_post_stays_as_it_was() -> None:
    post = posts_workflow.drop(write(), by=actor(make_user(name="Imre Halloran")))
    assert (post.status, statuses(post)) == (PostStatus.DROPPED, [VariantStatus.DROPPED])
    with pytest.raises(NotAllowed) as no:
        rewrite(post, planned())
    assert refused(no) == ["This post was cancelled. Write a new one."]
    with pytest.raises(NotAllowed) as no:
        posts_workflow.drop(post, by=actor(make_user()))
    (named,) = refused(no)
    assert named.startswith("Imre Halloran cancelled this post on ")


def test_a_channel_that_is_taken_off_can_come_back() -> None:
    post = write(planned(), planned(page("twitter"), "Come!"))
    post = rewrite(post, planned())
    post = rewrite(post, planned(), planned(page("twitter"), "Come again!"))
    words = [(one.words, one.status) for one in post.variants.order_by("pk")]
    assert words == [(WORDS, "planned"), ("Come!", "dropped"), ("Come again!", "planned")]


def test_words_planned_for_a_page_that_closed_stay_and_new_ones_are_refused() -> None:
    post = write()
    Channel.objects.update(status=ChannelStatus.CLOSED)
    post = rewrite(post, planned(words="Come on Sunday."))
    assert [one.words for one in post.variants.standing()] == ["Come on Sunday."]
    with pytest.raises(NotAllowed) as no:
        write(planned(Channel.objects.get()))
    assert refused(no) == ["Our facebook page was closed for good. Choose another channel."]


def test_a_moment_that_has_passed_or_lies_too_far_off_is_refused() -> None:
    said = []
    for at in (clock.now(), clock.now() + timedelta(days=800)):
        with pytest.raises(NotAllowed) as no:
            write(planned(at=at))
        said += refused(no)
    assert said == ["That time has passed. Choose a later one.", "Choose a time within the next two years."]


def test_a_moment_that_has_passed_meanwhile_does_not_keep_the_words_from_being_changed() -> None:
    post = write()
    (variant,) = post.variants.all()
    assert variant.planned_at
    with clock.at(variant.planned_at + timedelta(hours=1)):
        post = rewrite(post, planned(words="Come later.", at=variant.planned_at))
    assert [one.words for one in post.variants.all()] == ["Come later."]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten() -> None:
    post = write()
    seen = post.state
    rewrite(Post.objects.get(pk=post.pk), planned(words="Come on Sunday."))
    with pytest.raises(NotAllowed) as no:
        posts_workflow.save(post, [planned()], user=post.author, by=actor(post.author), seen=seen)
    assert refused(no) == [OVERTAKEN]


def test_what_went_out_is_brought_again_as_a_draft_of_its_own() -> None:
    post = gone_out(makes_claims=True, claim_sources="The council's minutes")
    user = make_user()
    again = posts_workflow.repost(post, [planned(words="Once more: Saturday!")], user=user, by=actor(user))
    third = posts_workflow.repost(gone_out(planned(page("facebook"))), [planned()], user=user, by=actor(user))
    assert (again.kind, again.original, again.claim_sources, again.author, again.status) == (
        PostKind.REPOST,
        post,
        "The council's minutes",
        user,
        PostStatus.DRAFT,
    )
    assert third.original != again.original


def test_days_of_what_is_used_again_are_those_of_every_other_use() -> None:
    """Its own days do not count, and a cancelled use neither; a use of a use is one of the first."""
    with time_machine.travel("2027-02-01T09:00:00Z", tick=False):
        first = gone_out()
        user = first.author

        def again(post: Post, day: int) -> Post:
            at = datetime(2027, 2, day, 18, tzinfo=UTC)
            return posts_workflow.repost(post, [planned(at=at)], user=user, by=actor(user))

        second = again(first, 3)
        posts_workflow.drop(again(first, 4), by=actor(user))
        third = again(first, 5)
        used = [
            posts_selectors.facts_of(post, posts_selectors.places_of(post)).used_on
            for post in (first, second, third)
        ]
    assert used == [
        frozenset(),
        frozenset({date(2027, 2, 1), date(2027, 2, 5)}),
        frozenset({date(2027, 2, 1), date(2027, 2, 3)}),
    ]


def test_what_has_not_gone_out_is_not_brought_again() -> None:
    user = make_user()
    with pytest.raises(NotAllowed) as no:
        posts_workflow.repost(write(), [planned()], user=user, by=actor(user))
    assert refused(no) == ["Only published posts can be used again."]
    with pytest.raises(NotAllowed) as no:
        write(kind=PostKind.REPOST)
    assert refused(no) == ["Open the post you want to use again, and press “Use this post again” there."]


def test_the_team_is_asked_about_a_post_and_its_answer_is_a_basis() -> None:
    member = make_member()
    post = write(official=True, basis=Basis.CONSULTED)
    posts_workflow.consult(post, question="May we say this?", user=post.author, by=actor(post.author))
    asked = Consultation.objects.get(about=f"post:{post.pk}")
    assert (WORDS in asked.background, [view.user for view in asked.views.all()]) == (True, [member])
    assert codes(post) == ["basis_named", "peer_checked"]
    asked.views.update(opinion="agree", given_at=clock.now())
    assert codes(post) == ["peer_checked"]


def test_the_source_of_a_share_is_found_by_its_address() -> None:
    source = make_source()
    link = "https://www.riverside-chronicle.example.org/news/1"
    post = write(kind=PostKind.SHARE, shared_link=link, read_by=make_user())
    assert (post.source, codes(post)) == (source, ["peer_checked"])
