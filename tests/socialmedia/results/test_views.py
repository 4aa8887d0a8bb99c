"""Figures that cannot well be right are asked about once."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from lla.forms.asking_once import SURE
from socialmedia.results.models import Result
from tests.factories import sign_in
from tests.socialmedia.factories import make_member
from tests.socialmedia.posts.factories import gone_out, page

pytestmark = pytest.mark.django_db


def test_more_likes_than_people_reached_are_asked_about_once() -> None:
    with time_machine.travel(datetime(2027, 2, 3, 12, tzinfo=UTC), tick=False):
        post = gone_out()
        client, address = sign_in(Client(), make_member()), f"/social/posts/{post.pk}/results/"
        slug = page().slug
        typed = {"on": "2027-02-03", f"{slug}-reach": "5", f"{slug}-likes": "1,234"}
        asked = client.post(address, typed)
        sentence = "This is more than the 5 people reached. Check both, or save it again."
        assert (dict(asked.context["form"].errors), Result.objects.count()) == (
            {f"{slug}-likes": [sentence]},
            0,
        )
        sure = asked.context["form"][SURE].value()
        assert f'value="{sure}"' in asked.content.decode()
        other = client.post(address, {**typed, f"{slug}-likes": "2,345", SURE: sure})
        assert f"{slug}-likes" in other.context["form"].errors
        client.post(address, {**typed, SURE: sure})
        assert Result.objects.get().likes == 1234
