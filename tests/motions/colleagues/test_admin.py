"""The chair invites a colleague and ends their place; rights and sessions come and go with it."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails.models import Email
from motions.colleagues import workflow as colleagues_workflow
from motions.colleagues.models import Seat
from tests.concurrency import at_once, refusals
from tests.factories import give_second_factor, make_staff, make_user, sign_in

pytestmark = pytest.mark.django_db

ADD = reverse("admin:motions_seat_add")


def make_chair() -> User:
    chair = make_staff(name="Robin Vale")
    chair.groups.add(Group.objects.get(name=colleagues_workflow.CHAIR))
    return chair


def change_page(seat: Seat) -> str:
    return reverse("admin:motions_seat_change", args=[seat.pk])


def test_the_chair_invites_a_colleague_who_signs_in_and_sets_up_a_second_factor(client: Client) -> None:
    chair = make_chair()
    sign_in(client, chair)

    answer = client.post(ADD, {"name": "Kit Marsh", "email": "kit@example.org"})

    seat = Seat.objects.get()
    email = Email.objects.get(kind="motions/colleague_invited")
    assert (answer.status_code, seat.user.email, seat.invited_by) == (302, "kit@example.org", chair)
    assert (seat.user.has_perm("motions.rule_motion"), email.to) == (True, "kit@example.org")
    desk = reverse("admin:motions_motion_changelist")
    half_way = sign_in(Client(), seat.user).get(desk)
    give_second_factor(seat.user)
    assert (half_way.status_code, sign_in(Client(), seat.user).get(desk).status_code) == (302, 200)


def test_a_place_that_ends_takes_rights_and_sessions_with_it(client: Client) -> None:
    chair = make_chair()
    seat = colleagues_workflow.invite(Seat(user=make_user("kit@example.org", "Kit Marsh")), by=chair)
    give_second_factor(seat.user)
    theirs = sign_in(Client(), seat.user)
    desk = reverse("admin:motions_motion_changelist")
    before = theirs.get(desk).status_code

    sign_in(client, chair)
    unticked = client.post(change_page(seat), {})
    client.post(change_page(seat), {"ends": "on"})

    seat.refresh_from_db()
    user = User.objects.get(pk=seat.user_id)
    assert unticked.context["adminform"].form.errors == {"ends": ["Tick the box, or go back."]}
    assert (before, theirs.get(desk).status_code, seat.ended_by) == (200, 302, chair)
    assert (user.is_staff, user.is_active, user.has_perm("motions.rule_motion")) == (False, True, False)
    assert Email.objects.get(kind="motions/colleague_ended").to == "kit@example.org"


def test_members_see_the_list_and_only_the_chair_changes_it(client: Client) -> None:
    seat = colleagues_workflow.invite(Seat(user=make_user()), by=make_chair())
    sign_in(client, make_staff(name="Jo Reed"))

    answers = [client.get(reverse("admin:motions_seat_changelist")), client.get(ADD)]
    answers.append(client.post(change_page(seat), {"ends": "on"}))

    assert [answer.status_code for answer in answers] == [200, 403, 403]
    assert Seat.objects.get().ended_at is None


def test_nobody_is_invited_twice_and_nobody_ends_their_own_place(client: Client) -> None:
    chair = make_chair()
    own = Seat.objects.create(user=chair)
    sign_in(client, chair)

    twice = client.post(ADD, {"name": "Robin", "email": chair.email.upper()})
    alone = client.post(change_page(own), {"ends": "on"})

    assert twice.context["adminform"].form.errors == {"email": ["This person is already on the committee."]}
    assert alone.context["adminform"].form.non_field_errors() == [
        "You cannot end your own place on the committee. Ask somebody else who chairs it."
    ]


def test_somebody_with_another_duty_keeps_the_desk() -> None:
    chair = make_chair()
    lead = make_staff(groups=("Data protection lead",))
    seat = colleagues_workflow.invite(Seat(user=lead), by=chair)
    colleagues_workflow.end(seat, by=chair)
    lead.refresh_from_db()
    assert (lead.is_staff, [group.name for group in lead.groups.all()]) == (True, ["Data protection lead"])
    with pytest.raises(NotAllowed) as twice:
        colleagues_workflow.end(seat, by=chair)
    assert twice.value.reasons == ["This place on the committee has already ended."]


@pytest.mark.django_db(transaction=True)
def test_one_person_invited_twice_at_once_has_one_place() -> None:
    chair = make_chair()

    def invite() -> Seat:
        return colleagues_workflow.invite(Seat(user=User(email="kit@example.org", name="Kit")), by=chair)

    assert len(refusals(at_once([invite, invite]))) == 1
    seat = Seat.objects.get()
    assert len(refusals(at_once([partial(colleagues_workflow.end, seat, by=chair)] * 2))) == 1
