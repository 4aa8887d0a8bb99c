"""An official position rests on what can be looked up: a motion of this house, or a statement of a day."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import localdate

from lla import decisions
from lla.time import clock
from motions.motion.choices import Status
from motions.motion.models import Motion
from socialmedia.channels.choices import Basis
from socialmedia.posts import selectors as posts_selectors
from socialmedia.posts.models import Post
from tests.factories import sign_in
from tests.motions.factories import make_motion, make_submission, submit
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import write

pytestmark = pytest.mark.django_db
SITE = settings.ORGANISATION["url"]
NOT_OURS = "Its basis is a decision of conference, but its address does not lead to a public motion of ours."


def said(link: str, basis: str = Basis.CONFERENCE) -> str:
    """What the check says of a position that rests on an address."""
    post = write(official=True, basis=basis, basis_words="Motion C", basis_link=link)
    found = posts_selectors.judge(Post.objects.get(pk=post.pk), now=clock.now()).verdicts
    (sentence,) = [one.sentence for one in found if one.code == "basis_named"]
    return sentence


def test_a_decision_of_conference_is_a_public_motion_of_this_house_that_was_carried() -> None:
    motion, hidden, over = make_motion(), submit(make_submission()), make_motion()
    Motion.objects.filter(pk=motion.pk).update(status=Status.IN_ORDER)
    Motion.objects.filter(pk=over.pk).update(status=Status.RULED_OUT)
    page = motion.get_absolute_url()
    not_yet = f"Motion {motion.reference} is not yet decided."
    assert {link: said(link) for link in (f"{SITE}{page}", f"{SITE}{page.rstrip('/')}")} == {
        f"{SITE}{page}": not_yet,
        f"{SITE}{page.rstrip('/')}": not_yet,
    }
    assert said(f"{SITE}{page}revisions/1/") == not_yet
    assert said(f"{SITE}{over.get_absolute_url()}") == f"Motion {over.reference} was not carried."
    elsewhere = [
        f"https://news.example.org{page}",
        f"{SITE}{hidden.get_absolute_url()}",
        f"{SITE}/motions/m999999999/",
        f"{SITE}/conferences/",
        f"{SITE}/",
        f"{SITE}/nothing/here/",
    ]
    assert {link: said(link) for link in elsewhere} == dict.fromkeys(elsewhere, NOT_OURS)


@pytest.mark.parametrize(
    "address", ["", "m1", "https://[", "https://example.org:x/", "//", "ftp://a/", "\x00"]
)
def test_what_is_no_address_names_no_decision(address: str) -> None:
    assert decisions.find(address) is None


def test_an_address_elsewhere_is_recorded_as_a_statement_with_its_date() -> None:
    link = "https://news.example.org/statement"
    foreign = "The address of its basis is not on our own site."
    assert [said(link, basis) for basis in (Basis.CONSTITUTION, Basis.CONSULTED)] == [foreign, foreign]
    assert said(f"{SITE}/about/", Basis.CONSTITUTION) == "The basis of its position is Motion C."
    assert said(link, Basis.STATEMENT) == "Its basis is a statement of the leadership without a date."


def test_the_date_of_a_statement_is_typed_shown_and_never_still_to_come() -> None:
    sam = make_member()
    client, post = sign_in(Client(), sam), write(author=sam)
    variant, day = post.variants.get(), localdate(clock.now())
    typed = {
        "title": "A walk", "kind": "original", "official": "on", "basis": "statement", "basis_words": "Rents",
        "basis_on": str(day + timedelta(days=1)), "channels": [str(variant.channel_id)],
        f"words_{variant.channel_id}": "Come!", "seen": post.state,
        f"day_{variant.channel_id}": str(day + timedelta(days=2)), f"hour_{variant.channel_id}": "12:00",
    }  # fmt: skip
    page = client.post(f"/social/posts/{post.pk}/edit/", typed)
    assert page.context["form"].errors == {
        "basis_on": ["That date is in the future. Give the date of the statement."]
    }
    answer = client.post(f"/social/posts/{post.pk}/edit/", {**typed, "basis_on": str(day)})
    assert answer.status_code == 302
    assert Post.objects.get().basis_on == day
