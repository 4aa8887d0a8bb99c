"""Who sits at the desk in the tests of motions, and the rows that several of them begin from."""

import pytest
from django.test import Client

from lla.accounts.models import User
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from tests.factories import make_staff, sign_in
from tests.motions.factories import make_conference, make_item, make_submission, mover_of, submit


@pytest.fixture
def member() -> User:
    return make_staff(name="Robin Vale")


@pytest.fixture
def desk(client: Client, member: User) -> Client:
    """A browser in which a member of the committee is signed in, second factor and all."""
    return sign_in(client, member)


@pytest.fixture
def item(db: None) -> AgendaItem:
    return make_item(make_conference("Spring Conference"), "Recruitment")


@pytest.fixture
def gathering(db: None) -> Motion:
    """A motion whose mover has confirmed; two signatories are still missing."""
    motion = submit(make_submission())
    backing_workflow.confirm(mover_of(motion))
    return Motion.objects.get()
