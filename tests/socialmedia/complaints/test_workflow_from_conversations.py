"""What somebody wrote on a channel of ours becomes a complaint as it is, and nobody meant by it learns so."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.acts.refusals import NotAllowed
from socialmedia.comments.models import Incident
from socialmedia.complaints import rules as complaints_rules
from socialmedia.complaints import workflow as complaints_workflow
from socialmedia.complaints.models import Complaint
from socialmedia.messages.models import Message
from socialmedia.messages.tasks import forget_messages
from socialmedia.record.models import SocialEvent
from tests.factories import sign_in
from tests.socialmedia.comments.factories import make_comment
from tests.socialmedia.complaints.factories import make_team
from tests.socialmedia.factories import make_channel, make_member, make_post, make_variant
from tests.socialmedia.messages.factories import make_message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 3, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=2)
LINK = "https://www.facebook.com/our-page/posts/1/?comment=2"


@pytest.fixture(autouse=True)
def june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def passed_on(row: Incident | Message, *, kind: str = "content", about: str = "nobody") -> Complaint:
    return complaints_workflow.receive_from(row, kind=kind, about=about, words=row.words, by=SYSTEM)


def test_a_comment_becomes_a_complaint_with_its_words_address_name_and_day() -> None:
    page = make_channel("Our page")
    comment = make_comment(channel=page, words="You left us out.", link=LINK, happened_at=BEFORE)
    complaint = passed_on(comment)
    assert (complaint.words, complaint.link, complaint.name, complaint.received_at) == (
        "You left us out.",
        LINK,
        "Kim Ashdown",
        BEFORE,
    )
    assert complaint.about_words == "Comment on Our page, Monday 1 June 2026, 1 pm"
    assert (complaint.status, complaint.came_from) == ("received", f"incident:{comment.pk}")


def test_a_message_about_personal_data_is_answered_within_days_of_its_own_day() -> None:
    complaint = passed_on(make_message(came_at=BEFORE, words="Delete my name."), kind="data_protection")
    assert (complaint.due_on, complaint.email) == (date(2026, 7, 1), "")


def test_it_is_made_once_and_whoever_makes_it_again_learns_nothing() -> None:
    comment = make_comment()
    first, second = passed_on(comment), passed_on(comment, kind="accusation", about="member")
    assert (first.pk, second.kind, Complaint.objects.count()) == (second.pk, "content", 1)


def test_whoever_it_names_or_whose_post_it_is_under_is_kept_out_from_the_first_moment() -> None:
    page = make_channel("Our page")
    team = make_team()
    author = make_member("Dee Writer")
    variant = make_variant(make_post(author), channel=page)
    comment = make_comment(channel=page, variant=variant, words="Ask Cass Of about this.")
    complaint = passed_on(comment, about="member")
    kept_out = set(complaint.kept_out.values_list("user", flat=True))
    assert kept_out == {team.cass.pk, author.pk}


def test_words_that_are_gone_are_not_passed_on() -> None:
    comment = make_comment()
    Incident.objects.filter(pk=comment.pk).update(words="", forgotten_at=NOW)
    with pytest.raises(NotAllowed) as refusal:
        complaints_workflow.receive_from(comment, kind="content", about="nobody", words="A", by=SYSTEM)
    assert refusal.value.reasons == [complaints_rules.WORDS_GONE]


def test_one_press_on_the_page_of_a_comment_and_nothing_typed_passes_it_on() -> None:
    page = make_channel("Our page")
    client = sign_in(Client(), make_member("Sam Hollis", channel=page))
    comment = make_comment(channel=page, words="You left us out.")
    address = f"/social/complaints/from/comment/{comment.pk}/"
    assert address in client.get(f"/social/comments/{comment.pk}/").content.decode()
    form = client.get(address).context["form"]
    typed = {"kind": "content", "about": "nobody", "words": form["words"].value()}
    answer = client.post(address, typed, follow=True)
    assert answer.redirect_chain == [("/social/comments/", 302)]
    assert "Passed on to the people who handle complaints." in answer.content.decode()
    assert Complaint.objects.get().words == "You left us out."
    assert SocialEvent.objects.of(comment).count() == 1


def test_what_became_a_complaint_is_shown_to_nobody_where_it_came_in() -> None:
    team, said = make_team(), "Manny Ager bullied me for weeks."
    comment, message = make_comment(words=said), make_message(words=said, came_at=BEFORE)
    places = ["comments/", f"comments/{comment.pk}/", "messages/", f"messages/{message.pk}/", "board/"]

    def shown(user: User) -> list[tuple[int, bool]]:
        pages = [sign_in(Client(), user).get(f"/social/{place}") for place in places]
        return [(page.status_code, said in page.content.decode()) for page in pages]

    assert shown(team.manager)[1] == (200, True)
    passed_on(comment, about="manager")
    passed_on(message, about="manager")
    late = Message.objects.late(before=NOW)
    assert (list(Message.objects.waiting()), list(late), list(Incident.objects.waiting())) == ([], [], [])
    gone = [(200, False), (404, False), (200, False), (404, False), (200, False)]
    assert [shown(user) for user in (team.manager, team.coordinator, team.ann)] == [gone] * 3
    passing = f"/social/complaints/from/message/{message.pk}/"
    assert sign_in(Client(), team.manager).get(passing).status_code == 404


def test_whoever_is_ticked_when_it_is_passed_on_is_kept_out_from_the_first_moment() -> None:
    team, comment = make_team(), make_comment(words="Your moderator laughed at me.")
    client = sign_in(Client(), team.ann)
    typed = {"kind": "moderation", "about": "member", "words": comment.words, "meant": [team.cass.pk]}
    client.post(f"/social/complaints/from/comment/{comment.pk}/", typed)
    assert [row.user for row in Complaint.objects.get().kept_out.all()] == [team.cass]


def test_of_two_who_pass_it_on_at_once_the_second_learns_nothing() -> None:
    comment, client = make_comment(), sign_in(Client(), make_member("Sam Hollis"))
    passed_on(comment)
    typed = {"kind": "accusation", "about": "member", "words": "Again."}
    assert client.post(f"/social/complaints/from/comment/{comment.pk}/", typed).status_code == 302
    assert Complaint.objects.count() == 1


def test_a_message_passed_on_is_forgotten_a_month_later() -> None:
    message = make_message(came_at=BEFORE, words="Delete my name.")
    passed_on(message)
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert forget_messages() == 1
    message.refresh_from_db()
    assert (message.words, message.person) == ("", "")


def test_what_is_neither_a_comment_nor_a_message_is_not_found() -> None:
    client = sign_in(Client(), make_member("Sam Hollis"))
    comment = make_comment()
    found = [
        client.get(f"/social/complaints/from/{what}/{pk}/").status_code
        for what, pk in (("post", comment.pk), ("comment", comment.pk + 1), ("message", 1))
    ]
    assert found == [404, 404, 404]


def test_whoever_handles_it_reads_where_it_was_written_and_that_it_is_answered_there() -> None:
    team, comment = make_team(), make_comment(happened_at=BEFORE)
    complaint = passed_on(comment)
    page = sign_in(Client(), team.manager).get(f"/social/complaints/{complaint.reference}/")
    shown = " ".join(page.content.decode().split())
    assert f"Comment on {comment.channel}, Monday 1 June 2026, 1 pm" in shown
    assert "It was written on our channel, so answer it there" in shown
