"""What an act made pointless never leaves: emails to the team say what is so."""

from datetime import timedelta

import pytest

from lla.acts.actors import SYSTEM
from lla.emails.delivery import deliver_due
from lla.emails.models import Email
from lla.time import clock
from socialmedia.consultations import workflow as consultations_workflow
from socialmedia.consultations.choices import Opinion
from socialmedia.posts import workflow as posts_workflow
from socialmedia.roster import workflow as roster_workflow
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty
from tests.socialmedia.factories import make_channel, make_member
from tests.socialmedia.posts.factories import actor, ask, check, write

pytestmark = pytest.mark.django_db


def leave() -> list[str]:
    """Let what waits go out; the kinds that went."""
    deliver_due()
    gone = Email.objects.filter(sent_at__isnull=False).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("socialmedia/") for kind in gone]


def test_nobody_is_asked_to_take_over_what_is_covered() -> None:
    channel = make_channel("Our page")
    kim, sam = (make_member(channel=channel) for _ in range(2))
    on = clock.now().date() + timedelta(days=2)
    duty = RosterDuty.objects.create(channel=channel, kind=DutyKind.POSTING, on=on, user=kim)
    Email.objects.all().delete()
    swap = roster_workflow.ask(duty, to=None, user=kim, by=SYSTEM)
    assert Email.objects.filter(kind="socialmedia/swap_asked", to=sam.email).exists()
    roster_workflow.accept(swap, user=sam, by=SYSTEM)
    assert leave() == ["swap_accepted"]


def test_nobody_is_asked_to_check_what_was_checked() -> None:
    reader = make_member(channel=make_channel("Our page"))
    post = write()
    Email.objects.all().delete()
    ask(post)
    check(post, by=reader)
    assert "check_asked" not in leave()


def test_of_a_post_dropped_at_once_nothing_is_told() -> None:
    post = write()
    Email.objects.all().delete()
    ask(post)
    posts_workflow.drop(post, by=actor(post.author))
    assert leave() == []


def test_nobody_is_asked_for_a_view_they_gave_nor_after_it_closed() -> None:
    first, _ = make_member(), make_member()
    Email.objects.all().delete()
    consultation = consultations_workflow.open_consultation("Shall we?", by=SYSTEM)
    assert Email.objects.filter(kind="socialmedia/consultation_asked").count() == 2
    consultations_workflow.give_view(consultation, opinion=Opinion.AGREE, by=first)
    consultations_workflow.end(consultation, outcome="We do.", by=SYSTEM)
    assert leave() == []
