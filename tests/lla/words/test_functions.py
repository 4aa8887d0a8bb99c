"""Names sort as people expect them, in lists that the database makes and in those made here."""

import subprocess
import sys
from typing import Any

import pytest
from django.contrib.auth.models import Group as PermissionGroup
from django.test import Client
from django.urls import reverse

from lla.accounts.models import User
from lla.subjects import toolkit
from lla.subjects.registry import Person
from lla.words.folding import sort_key
from motions.committee.selectors import committee_members
from organisers.groups.models import Group
from socialmedia.comments.forms import FindForm
from socialmedia.team.models import Appointment
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.factories import make_group
from tests.socialmedia.factories import make_appointment, make_channel

NAMES = [
    "Åby Left",
    "Arun Left",
    "Ó Briain Left",
    "O’Connell Left",
    "Owen Left",
    "Ŵyn Left",
    "wyn Left South",
    "Zeal Left",
]


def test_an_accent_or_a_capital_moves_no_name() -> None:
    assert sorted(NAMES, key=sort_key) == NAMES


@pytest.mark.django_db
def test_the_database_lists_groups_in_the_same_order() -> None:
    for name in reversed(NAMES):
        make_group(name)
    assert [group.name for group in Group.objects.all()] == NAMES
    assert [group.name for group in Group.objects.affiliated()] == NAMES


def test_names_are_put_in_order_without_django() -> None:
    """Modules that know no database use it."""
    django = "any(name.partition('.')[0] == 'django' for name in sys.modules)"
    said = f"import sys, lla.words.folding; sys.exit({django})"
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0


@pytest.mark.django_db
def test_the_committee_stands_in_order_on_the_desk() -> None:
    for name in reversed(NAMES):
        make_staff("", name)
    assert [user.name for user in committee_members()] == NAMES


@pytest.mark.django_db
def test_the_social_media_team_stands_in_order_each_once() -> None:
    channel, other = make_channel(), make_channel(platform="twitter")
    for name in reversed(NAMES):
        user = make_user("", name)
        make_appointment(user, channel=channel)
        make_appointment(user, channel=other)
    assert [user.name for user in Appointment.objects.people()] == NAMES


@pytest.mark.django_db
def test_permission_groups_stand_in_order_in_forms_filters_and_what_people_are_told() -> None:
    PermissionGroup.objects.all().delete()
    user, boss = make_user(), make_staff(groups=())
    for name in reversed(NAMES):
        user.groups.add(PermissionGroup.objects.create(name=name))
    User.objects.filter(pk=boss.pk).update(is_superuser=True)
    desk = sign_in(Client(), boss)
    form = desk.get(reverse("admin:lla_user_change", args=[user.pk])).context["adminform"].form
    assert [name for _, name in form.fields["groups"].choices] == NAMES
    filters = desk.get(reverse("admin:lla_user_changelist")).context["cl"].filter_specs
    (groups,) = [one for one in filters if one.title == "groups"]
    assert [name for _, name in groups.lookup_choices] == NAMES
    assert ("Groups", ", ".join(NAMES)) in _told(user)


def _told(user: User) -> list[tuple[str, str]]:
    """What somebody is told of their sign-in."""
    sections = toolkit.tell(Person(user.email, user=user))
    return [fact for one in sections if one.model is User for row in one.rows for fact in row]


@pytest.mark.django_db
def test_channels_of_one_platform_stand_in_order_in_forms() -> None:
    for name in reversed(NAMES):
        make_channel(name, kind="discussion")
    field: Any = FindForm.base_fields["channel"]
    assert [one.name for one in field.queryset.all()] == NAMES
