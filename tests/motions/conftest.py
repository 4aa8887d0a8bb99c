"""Who sits at the desk in the tests of motions."""

import pytest
from django.test import Client

from lla.models import User
from tests.factories import make_staff, sign_in


@pytest.fixture
def member() -> User:
    return make_staff(name="Robin Vale")


@pytest.fixture
def desk(client: Client, member: User) -> Client:
    """A browser in which a member of the committee is signed in, second factor and all."""
    return sign_in(client, member)
