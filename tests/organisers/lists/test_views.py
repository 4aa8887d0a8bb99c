"""Contact lists on the web: the pages, the second person's page, the record before the bytes, and races."""

import socket
import struct
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import time_machine
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from lla.accounts.models import User
from lla.links import tokens
from lla.time import clock
from organisers.contact_page import workflow as contact_page_workflow
from organisers.contacts.choices import Detail, Purpose
from organisers.contacts.models import Contact
from organisers.editions import workflow as editions_workflow
from organisers.editions.choices import CopyAct
from organisers.editions.models import Copy
from organisers.lists import rules as lists_rules
from organisers.lists import views
from organisers.lists.choices import ListFormat, ListPurpose
from organisers.lists.models import Download, DownloadEvent, DownloadRequest
from organisers.lists.workflow import downloads
from organisers.lists.workflow.downloads import Wanted
from tests.concurrency import at_once
from tests.factories import make_staff, make_user, sign_in
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.lists.factories import ask, make_allowing, make_circulated, make_many, take

HERE = "/regions/yorkshire-and-the-humber/desk/lists/"
FORM = {
    "purpose": "symposium",
    "words": "To ask who can lend a hall.",
    "columns": ["name", "email"],
}


@pytest.fixture
def organiser(db: None) -> User:
    return make_organiser(email="sam@example.org")


def test_an_organiser_previews_and_downloads_on_one_page(client: Client, organiser: User) -> None:
    contact = make_allowing(Purpose.SYMPOSIUM, group=make_group("Hull Left"), name="Noor Notices")
    make_group("Goole Left")
    sign_in(client, organiser)
    for preview in (
        client.post(f"{HERE}new/", {**FORM, "show": ""}),
        client.post(f"{HERE}new/preview/", {**FORM, "words": ""}),
    ):
        page = preview.content.decode()
        assert ("Noor Notices" in page, "2 rows" in page, "Goole Left" in page) == (True, True, True)
        assert contact.email not in page
    assert (DownloadRequest.objects.count(), Download.objects.count()) == (0, 0)
    answer = client.post(f"{HERE}new/", {**FORM, "format": "csv"})
    download = Download.objects.get()
    assert sha256(answer.content).hexdigest() == download.sha256
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="contacts-yorkshire-and-the-humber-{download.copy_id}.csv"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    for page in (HERE, f"{HERE}{download.request_id}/"):
        assert download.copy_id in client.get(page).content.decode()


def test_several_formats_come_from_one_request_and_the_same_file_again_from_one_record(
    client: Client, organiser: User
) -> None:
    make_allowing(Purpose.SYMPOSIUM, name="Noor Notices")
    sign_in(client, organiser)
    first = {format: client.post(f"{HERE}new/", {**FORM, "format": format}) for format in ListFormat}
    again = {format: client.post(f"{HERE}new/", {**FORM, "format": format}) for format in ListFormat}
    assert {format: answer.content for format, answer in again.items()} == {
        format: answer.content for format, answer in first.items()
    }
    assert (DownloadRequest.objects.count(), Download.objects.count()) == (1, 5)
    events = DownloadEvent.objects.values_list("download__format", "act", "actor_key")
    assert sorted(events) == sorted((format, "delivered", f"user:{organiser.pk}") for format in ListFormat)
    client.post(f"{HERE}new/", {**FORM, "words": "To ask who can lend a car.", "format": "csv"})
    assert (DownloadRequest.objects.count(), Download.objects.count()) == (2, 6)


@pytest.mark.parametrize("kind", ["exe", ""])
def test_a_kind_of_file_that_there_is_not_comes_back_as_a_sentence(
    client: Client, organiser: User, kind: str
) -> None:
    make_allowing(Purpose.SYMPOSIUM, name="Noor Notices")
    sign_in(client, organiser)
    page = client.post(f"{HERE}new/", {**FORM, "format": kind})
    assert page.context["form"].non_field_errors() == [views.CHOOSE_FORMAT]
    assert Download.objects.count() == 0


def test_after_the_hour_the_file_does_not_come_again(client: Client, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    page = f"{HERE}{asked.pk}/"
    take(asked, organiser)
    with time_machine.travel(clock.now() + lists_rules.AGAIN_FOR, tick=False):
        sign_in(client, organiser)
        assert client.post(f"{page}file/", {"format": "csv"}).status_code == 409
        assert client.post(f"{page}file/", {"format": "vcf"}).status_code == 200
        assert client.post(f"{page}file/", {"format": "exe"}).headers["Location"] == page
    assert sorted(Download.objects.values_list("format", flat=True)) == ["csv", "vcf"]


def test_what_somebody_changed_meanwhile_is_a_new_copy_and_not_the_same_file(organiser: User) -> None:
    contact = make_allowing(Purpose.SYMPOSIUM, name="Noor Notices")
    asked = ask(organiser, make_region())
    before, _ = take(asked, organiser)
    Contact.objects.filter(pk=contact.pk).update(name="Noor Notes")
    after, words = take(asked, organiser)
    assert after.copy_id != before.copy_id
    assert "Notes" in words
    assert not before.events.exists()


@pytest.mark.parametrize("format", list(ListFormat))
def test_the_hash_on_record_is_that_of_the_file_in_each_format(
    client: Client, organiser: User, format: ListFormat
) -> None:
    make_allowing(Purpose.SYMPOSIUM, name="=1+1 <b>Eve</b>")
    page = f"{HERE}{ask(organiser, make_region()).pk}/"
    answer = sign_in(client, organiser).post(f"{page}file/", {"format": format})
    record = Download.objects.get()
    assert (record.format, record.sha256) == (format, sha256(answer.content).hexdigest())
    assert f"{record.copy_id}.{format}" in answer.headers["Content-Disposition"]
    assert record.sha256 in client.get(page).content.decode()


def test_what_is_asked_without_a_reason_comes_back_with_what_was_chosen(
    client: Client, organiser: User
) -> None:
    sign_in(client, organiser)
    answer = client.post(f"{HERE}new/", {**FORM, "words": "", "purpose": "", "ask": ""})
    assert answer.context["form"].errors == {
        "purpose": ["Choose what the list is for."],
        "words": ["“What exactly do you need it for?” is empty. Fill it in."],
    }
    assert answer.context["form"]["columns"].value() == ["name", "email"]


def test_a_file_is_never_got_by_a_link(client: Client, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    page = f"{HERE}{ask(organiser, make_region()).pk}/"
    assert sign_in(client, organiser).get(f"{page}file/").status_code == 405
    assert Download.objects.count() == 0


def test_the_second_person_decides_on_a_page_that_shows_nobody(client: Client, organiser: User) -> None:
    make_many(make_region(), 51)
    asked = ask(organiser, make_region())
    sign_in(client, make_staff())
    waiting = client.get("/regions/lists/waiting/").content.decode()
    assert f"/regions/lists/{asked.pk}/" in waiting
    page = client.get(f"/regions/lists/{asked.pk}/").content.decode()
    assert ("Sam Hollis" in page, "Person 1" in page, "To ask who can lend a hall." in page) == (
        True,
        False,
        True,
    )
    client.post(f"/regions/lists/{asked.pk}/", {"answer": "approve"})
    asked.refresh_from_db()
    assert asked.approved_at is not None
    assert client.get(f"/regions/lists/{asked.pk}/").status_code == 403


def test_an_answer_that_is_no_yes_is_a_no(client: Client, organiser: User) -> None:
    make_many(make_region(), 51)
    asked = ask(organiser, make_region())
    sign_in(client, make_staff()).post(f"/regions/lists/{asked.pk}/")
    asked.refresh_from_db()
    assert (asked.approved_at, asked.declined_at is None) == (None, False)


def test_who_sees_what(client: Client, organiser: User) -> None:
    make_many(make_region(), 51)
    asked = ask(organiser, make_region())
    pages = [HERE, f"{HERE}new/", f"{HERE}{asked.pk}/", f"/regions/lists/{asked.pk}/", "/regions/lists/"]
    people = {
        "anonymous": None,
        "member": make_user(),
        "organiser": organiser,
        "colleague": make_organiser(),
        "organiser elsewhere": make_organiser(make_region("Wales")),
        "committee": make_staff(),
        "data protection lead": make_staff(groups=("Data protection lead",)),
    }
    seen = {}
    for who, user in people.items():
        visitor = sign_in(Client(), user) if user else Client()
        seen[who] = [visitor.get(page).status_code for page in pages]
    assert seen == {
        "anonymous": [302, 302, 302, 302, 302],
        "member": [403, 403, 403, 403, 403],
        "organiser": [200, 200, 200, 403, 403],
        "colleague": [200, 200, 404, 200, 403],
        "organiser elsewhere": [403, 403, 403, 403, 403],
        "committee": [403, 403, 403, 200, 403],
        "data protection lead": [403, 403, 403, 200, 200],
    }


def test_a_copy_that_turned_up_is_traced_by_its_number(client: Client, organiser: User) -> None:
    make_allowing(Purpose.SYMPOSIUM)
    numbers = [take(ask(organiser, make_region()), organiser)[0].copy_id for _ in range(2)]
    sign_in(client, make_staff(groups=("Data protection lead",)))
    page = client.get("/regions/lists/", {"copy": f" {numbers[0].lower()} "}).content.decode()
    assert [page.count(f'<th scope="row" class="whole">{number}</th>') for number in numbers] == [1, 0]


def test_pages_ask_the_same_number_of_questions_however_much_there_is(
    client: Client, organiser: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, organiser)
    lead = sign_in(Client(), make_staff(groups=("Data protection lead",)))
    make_allowing(Purpose.SYMPOSIUM)
    make_many(make_region(), 51, purpose=Purpose.COMMITTEE)
    take(ask(organiser, make_region()), organiser)
    ask(organiser, make_region(), purpose=ListPurpose.COMMITTEE)
    pages: list[Callable[[], Any]] = [
        lambda: client.get(HERE),
        lambda: client.post(f"{HERE}new/", {**FORM, "show": ""}),
        lambda: lead.get("/regions/lists/"),
        lambda: lead.get("/regions/lists/waiting/"),
    ]
    counts = [counted(page) for page in pages]
    for _ in range(2):
        take(ask(organiser, make_region()), organiser)
    for _ in range(2):
        ask(organiser, make_region(), purpose=ListPurpose.COMMITTEE)
    make_many(make_region(), 60)
    for page, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):
            page()


def counted(page: Callable[[], Any]) -> int:
    page()
    with CaptureQueriesContext(connection) as captured:
        page()
    return len(captured)


def test_the_admin_has_no_way_to_take_people_out(organiser: User) -> None:
    request = RequestFactory().get("/admin/")
    request.user = make_staff()
    request.user.is_superuser = True
    registered = admin.site._registry
    assert {model for model in (Copy, Download, DownloadRequest) if model in registered} == set()
    actions = {
        (model.__name__, name)
        for model, shown in registered.items()
        if model in apps.get_app_config("organisers").get_models()
        for name in shown.get_actions(request)
    }
    assert {name for _, name in actions if "export" in name or "csv" in name or "download" in name} == set()


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_in_the_middle_leaves_the_record(site: str) -> None:
    organiser = make_organiser(email="sam@example.org")
    make_many(make_region(), 2_000)
    asked = ask(organiser, make_region())
    downloads.approve(asked, by=make_organiser())
    with broken_off(site, sign_in(Client(), organiser), f"{HERE}{asked.pk}/file/", format="xlsx") as head:
        assert head.startswith(b"HTTP/1.1 200")
        record = Download.objects.get()
    assert (record.rows, record.by_id, len(record.sha256)) == (2_000, organiser.pk, 64)
    asked.refresh_from_db()
    assert asked.used_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_copy_whose_connection_breaks_is_on_record_too(site: str) -> None:
    organiser, hull, selby = make_organiser(), make_group("Hull Left"), make_group("Selby Left")
    make_circulated(hull, selby)
    copy = editions_workflow.freeze(make_region(), by=organiser).copies.get(group=selby)
    holder = sign_in(Client(), organiser)
    holder.post(f"/copies/{tokens.mint('copy', copy.pk, days=30)}/")
    with broken_off(site, holder, "/copies/file/", format="pdf") as head:
        assert head.startswith(b"HTTP/1.1 200")
        record = copy.events.get(act=CopyAct.DOWNLOADED)
    assert (record.details["format"], len(record.details["sha256"])) == ("pdf", 64)


class broken_off:
    """A request whose reader takes the first bytes of the answer, and then tears the connection."""

    def __init__(self, site: str, client: Client, path: str, **typed: str) -> None:
        address = urlsplit(site)
        self.socket = socket.create_connection((address.hostname, address.port), timeout=60)
        client.get(f"{HERE}new/")
        token = client.cookies["csrftoken"].value
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        body = urlencode({"csrfmiddlewaretoken": token, **typed})
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: {address.netloc}",
            f"Origin: {site}",
            f"Cookie: {cookies}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        self.socket.sendall(("\r\n".join([*lines, "", body])).encode())

    def __enter__(self) -> bytes:
        return self.socket.recv(64)

    def __exit__(self, *raised: object) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


@pytest.mark.django_db(transaction=True)
def test_two_downloads_at_once_are_one_copy() -> None:
    organiser = make_organiser()
    make_allowing(Purpose.SYMPOSIUM)
    asked = ask(organiser, make_region())
    answers = at_once([lambda: take(asked, organiser)[1]] * 2)
    assert answers[0] == answers[1]
    assert Download.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_on_the_page_are_one_request() -> None:
    organiser = make_organiser()
    make_allowing(Purpose.SYMPOSIUM)
    wanted = Wanted([make_region()], ListPurpose.SYMPOSIUM, "To ask.", [Detail.NAME])
    press = partial(downloads.take_at_once, wanted, ListFormat.CSV, by=organiser, address="")
    answers = at_once([lambda: press()[1]] * 2)
    assert answers[0] == answers[1]
    assert (DownloadRequest.objects.count(), Download.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_a_download_at_once_never_disagree() -> None:
    organiser, group = make_organiser(), make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, group=group)
    leaver = make_allowing(Purpose.SYMPOSIUM, group=group, name="Lou Leaves")
    asked = ask(organiser, make_region())
    at_once([lambda: contact_page_workflow.withdraw(leaver), lambda: take(asked, organiser)])
    record = Download.objects.get()
    withdrawn = leaver.consents.order_by("pk").last()
    assert withdrawn is not None
    assert (leaver.pk in record.subjects) == (record.at < withdrawn.at)


@pytest.mark.django_db(transaction=True)
def test_a_download_waits_for_a_withdrawal_that_has_begun() -> None:
    """Held by a lock, it sees the consent that was taken back while it waited."""
    organiser, group = make_organiser(), make_group("Hull Left")
    make_allowing(Purpose.SYMPOSIUM, group=group)
    leaver = make_allowing(Purpose.SYMPOSIUM, group=group, name="Lou Leaves")
    asked = ask(organiser, make_region())
    rows: list[int] = []

    def download() -> None:
        try:
            rows.append(take(asked, organiser)[0].people)
        finally:
            connection.close()

    thread = Thread(target=download)
    with transaction.atomic():
        contact_page_workflow.withdraw(leaver)
        thread.start()
        until_something_waits()
    thread.join(60)
    assert rows == [1]


def until_something_waits() -> None:
    """Until another connection waits for a lock of ours."""
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    pytest.fail("Nothing waited within half a minute.")
