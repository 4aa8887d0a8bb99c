"""What a contact's page tells of every copy and list that held their details."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisers.contacts.choices import Detail
from organisers.contacts.models import Contact
from organisers.editions.choices import CopyAct
from organisers.editions.models import CopyEvent
from organisers.lists.choices import ListFormat, ListPurpose
from organisers.lists.models import Download, DownloadRequest
from tests.factories import make_user
from tests.organisers.consents.factories import make_held_copy
from tests.organisers.contact_page.page_object import PAGE, opened, words
from tests.organisers.factories import make_contact, make_group

pytestmark = pytest.mark.django_db


def test_who_has_had_my_details_tells_every_copy_and_list_and_nobody_elses(client: Client) -> None:
    contact, holder = make_contact(), make_group("Swale Left")
    copy = make_held_copy(holder, contact)
    make_held_copy(make_group("Nidd Left"), make_contact())
    for act in (CopyAct.SENT, CopyAct.OPENED, CopyAct.OPENED):
        CopyEvent.objects.create(copy=copy, act=act, actor_role="contact", actor_key="contact:0")
    _download(contact)
    page = words(opened(client, contact).get(PAGE))
    told = [
        "Swale Left",
        f"edition {copy.edition.number}, copy {copy.copy_id}",
        "Sent on",
        "Alex Fern, regional organiser",
        "To check details: Ringing round before the symposium",
        "CSV file, copy K-D",
    ]
    assert [one for one in told if one not in page] == []
    assert (page.count("Opened on"), "Nidd Left, " in page) == (1, False)
    assert "Swale Left" in words(client.get("/g/record/"))


def _download(contact: Contact) -> None:
    request = DownloadRequest.objects.create(
        by=make_user(),
        purpose=ListPurpose.VERIFY,
        words="Ringing round before the symposium",
        columns=[Detail.NAME],
        rows=1,
        needs_approval=False,
    )
    Download.objects.create(
        copy_id=f"K-D{request.pk}",
        request=request,
        by=request.by,
        purpose=request.purpose,
        format=ListFormat.CSV,
        regions=[contact.group.region_id],
        columns=request.columns,
        rows=1,
        subjects=[contact.pk],
        sha256="0" * 64,
        address="0" * 64,
    )


def test_the_page_asks_as_few_questions_for_three_copies_and_groups_as_for_one(client: Client) -> None:
    contact = make_contact()
    _another(contact)
    opened(client, contact)
    few = _queries(client)
    for _ in range(2):
        _another(contact)
    assert _queries(client) == few


def _another(contact: Contact) -> None:
    """One more copy, list, group to be named, and group that the address stands for."""
    copy = make_held_copy(make_group(), contact)
    CopyEvent.objects.create(copy=copy, act=CopyAct.SENT, actor_role="system", actor_key="system")
    _download(contact)
    make_contact(email=contact.email)


def _queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(PAGE).status_code == 200
    return len(asked)
