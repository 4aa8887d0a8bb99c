"""One person's data: an allow-list that no table escapes, the file with its record, erasing, and who may."""

import json
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from lla.accounts.groups import DATA_PROTECTION_LEAD
from lla.accounts.models import User
from lla.acts.refusals import NotAllowed
from lla.emails import preferences, recipients
from lla.emails.delivery import deliver_due
from lla.emails.models import Email, Mailbox
from lla.export.models import Export, ExportRequest
from lla.subjects import registry, rules, selectors, toolkit, workflow
from lla.subjects.models import SubjectEvent
from lla.subjects.registry import Person
from lla.time import clock
from tests.factories import give_second_factor, make_email, make_staff, make_user, sign_in
from tests.permission_matrix import DONE, SIGN_IN, Cell, done, seen
from tests.personal_data import naming, told

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:lla_subjectevent_person")
RECORD = reverse("admin:lla_subjectevent_changelist")
NAME, QUILL = "Perpetua Quill", "quill@example.org"
ABOUT = {"email": QUILL, "why": "asked"}


@pytest.fixture
def lead() -> User:
    return make_staff("lead@example.org", "Lee Dunn", groups=(DATA_PROTECTION_LEAD,))


@pytest.fixture
def quill() -> User:
    """Somebody who signs in, changed rows at the desk, stands in its log, wrote an export, was written to."""
    user = make_user(QUILL, NAME)
    give_second_factor(user)
    LogEntry.objects.log_actions(user.pk, User.objects.filter(pk=user.pk), 2, "changed")
    make_email(QUILL, "Your motion was received")
    preferences.choose(QUILL, unwanted=["motions/published"])
    recipients.prove(QUILL)
    asked = ExportRequest.objects.create(by=user, why=ExportRequest.Why.PRACTICE)
    Export.objects.create(request=asked, by=user, rows=4321, files=12, sha256="3f9a" * 16)
    return user


def take(by: User, *, format: str = "json") -> bytes:
    return workflow.take(QUILL, why="asked", format=format, by=by, address="203.0.113.9")


def answering(model: type[Model]) -> str:
    """Which app's part answers for a table: our own apps for theirs, the toolkit for Django's and others'."""
    label = model._meta.app_label
    return label if label in {"organisers", "motions", "socialmedia"} else "lla"


@pytest.mark.parametrize("part", registry.parts(), ids=lambda part: part.app)
def test_every_table_is_told_of_or_left_out_with_a_reason(part: registry.Part) -> None:
    tables = [model for model in apps.get_models(include_auto_created=True) if answering(model) == part.app]
    told_of = [model._meta.label for model in part.tells]
    assert sorted([*told_of, *part.leaves_out]) == sorted(model._meta.label for model in tables)
    assert [table for table, why in part.leaves_out.items() if not why.endswith(".")] == []


def test_each_app_has_a_part() -> None:
    assert [part.app for part in registry.parts()] == ["lla", "motions", "organisers", "socialmedia"]


def test_the_toolkit_tells_of_each_table_it_lists_and_of_nobody_else(quill: User, lead: User) -> None:
    make_email("other@example.org", "Another email")
    take(lead)
    tables, words = told(toolkit.tell, Person(QUILL, quill))
    assert tables == {model._meta.label for model in toolkit.TELLS}
    assert ("Your motion was received" in words, "Another email" in words) == (True, False)
    assert str(Authenticator.objects.get(user=quill).data["secret"]) not in words


def test_a_file_is_on_record_with_its_hash_and_the_person_is_told(quill: User, lead: User) -> None:
    content = take(lead)
    event = SubjectEvent.objects.get()
    assert (event.act, event.whom, event.actor_key) == ("taken", selectors.whom(QUILL), f"user:{lead.pk}")
    assert (event.details["sha256"], event.details["rows"]["lla.User"]) == (sha256(content).hexdigest(), 1)
    assert "lla_subjectevent" not in naming(NAME, QUILL, "203.0.113.9")
    assert Email.objects.filter(to=QUILL, kind="lla/subject_taken").count() == 1


def test_a_file_is_json_to_take_elsewhere_or_a_pdf_to_read(quill: User, lead: User) -> None:
    file = json.loads(take(lead))
    [own_row] = [part["rows"] for part in file["held"] if part["heading"] == "Your sign-in"]
    assert (file["about"], own_row[0]["Name"], own_row[0]["May open the desk"]) == (QUILL, NAME, "no")
    pdf = pikepdf.open(BytesIO(take(lead, format="pdf")))
    assert str(pdf.docinfo["/Title"]) == f"Data about {QUILL}"


def test_of_an_address_that_nobody_has_nothing_is_taken_or_erased(lead: User) -> None:
    for act in (lambda: take(lead), lambda: workflow.erase(QUILL, why="erasure", by=lead)):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.reasons == [rules.NOTHING]
    assert SubjectEvent.objects.count() == 0


def test_looking_says_what_erasing_would_do_and_does_nothing(quill: User, lead: User) -> None:
    held = selectors.look_up(QUILL)
    assert [(fate.what, fate.count) for fate in held.fates] == [
        ("Emails", 1),
        ("Emails turned off", 1),
        ("What is known of the address", 1),
        ("Sign-in", 1),
        ("Entries in the desk’s log", 1),
    ]
    assert (Email.objects.count(), SubjectEvent.objects.count()) == (1, 0)


def test_whoever_wants_no_email_is_told_so_and_gets_none_after_an_erasure(quill: User, lead: User) -> None:
    recipients.stop(recipients.hash_of(QUILL))
    _, words = told(toolkit.tell, Person(QUILL, quill))
    workflow.erase(QUILL, why="erasure", by=lead)
    make_email(QUILL, "Will you sign?")
    assert ("You want no emails since" in words, Email.objects.filter(to=QUILL).count()) == (True, 0)
    row = Mailbox.objects.get(hash=recipients.hash_of(QUILL))
    assert (row.unwanted_at is None, row.proved_at) == (False, None)


def test_an_invitation_whose_address_is_forgotten_is_told_of_and_erased(lead: User) -> None:
    email = make_email(QUILL, "Would you sign a motion?")
    Email.objects.filter(pk=email.pk).update(to="", sent_at=clock.now())
    _, words = told(toolkit.tell, Person(QUILL, None))
    workflow.erase(QUILL, why="erasure", by=lead)
    assert ("Would you sign a motion?" in words, Email.objects.filter(pk=email.pk).exists()) == (True, False)


def test_whoever_is_erased_stands_in_no_table_and_signs_in_no_more(
    quill: User, lead: User, client: Client
) -> None:
    sign_in(client, quill)
    assert set(naming(NAME, QUILL)) == {
        "account_emailaddress",
        "django_admin_log",
        "lla_letter",
        "lla_letterturnedoff",
        "lla_user",
    }
    workflow.erase(QUILL, why="erasure", by=lead)
    assert Email.objects.get().kind == "lla/subject_erased"
    Email.objects.all().delete()
    assert naming(NAME, QUILL) == []
    quill.refresh_from_db()
    assert (quill.is_active, str(quill)) == (False, f"Erased person {quill.pk}")
    assert client.get("/accounts/2fa/").status_code == 302
    assert LogEntry.objects.get().user == quill


def test_nothing_is_sent_to_whoever_was_erased(quill: User, lead: User) -> None:
    workflow.erase(QUILL, why="erasure", by=lead)
    quill.refresh_from_db()
    deliver_due()
    make_email(quill.email)
    assert Email.objects.waiting().count() == 0


def test_nobody_erases_themselves_or_somebody_of_the_desk(lead: User) -> None:
    member = make_staff()
    for email, reason in ((lead.email, rules.ONESELF), (member.email, rules.STAFF)):
        with pytest.raises(NotAllowed) as refused:
            workflow.erase(email, why="erasure", by=lead)
        assert refused.value.reasons == [reason]
    assert SubjectEvent.objects.count() == 0


def test_the_lead_looks_takes_and_erases_on_one_page(quill: User, lead: User, client: Client) -> None:
    sign_in(client, lead)
    page = client.post(PAGE, ABOUT).content.decode()
    assert ("Emails to you" in page, "Your motion was received" in page) == (True, False)
    file = client.post(PAGE, {**ABOUT, "deed": "take", "format": "json"})
    event = SubjectEvent.objects.get()
    assert event.details["sha256"] == sha256(file.content).hexdigest()
    assert QUILL not in file.headers["Content-Disposition"]
    unsure = client.post(PAGE, {**ABOUT, "deed": "erase"})
    assert "Check who is asking first. You cannot undo this." in unsure.content.decode()
    erased = client.post(PAGE, {**ABOUT, "deed": "erase", "sure": "on"}, follow=True)
    assert "Erased. They get a last email about it." in erased.content.decode()
    assert naming(NAME) == []


def test_somebody_without_an_address_is_looked_up_by_their_number_and_nobody_else(
    quill: User, lead: User, client: Client
) -> None:
    Email.objects.create(kind="lla/test", subject="An email whose address is forgotten")
    sign_in(client, lead)
    page = client.post(PAGE, {"phone": "07700 900999", "why": "asked"}).content.decode()
    assert "Nobody without an email address has the number 07700 900999." in page
    with pytest.raises(NotAllowed, match="Nobody without an email address"):
        workflow.erase("", phone="+447700900999", why="erasure", by=lead)
    assert (Email.objects.filter(to="").count(), User.objects.filter(email=QUILL).count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "", "phone": ""}, "Enter an email address or a telephone number."),
        ({"email": QUILL, "phone": "07700 900999"}, "Enter one of the two"),
        ({"phone": "nought"}, "Enter a telephone number, such as"),
    ],
)
def test_an_address_or_a_number_is_asked_for(
    typed: dict[str, str], sentence: str, lead: User, client: Client
) -> None:
    sign_in(client, lead)
    assert sentence in client.post(PAGE, {**typed, "why": "asked"}).content.decode()


@pytest.mark.parametrize("typed", [{"email": "quill"}, {"email": QUILL, "why": "curious"}, {}])
def test_what_is_typed_wrong_comes_back_with_a_sentence(
    typed: dict[str, str], lead: User, client: Client
) -> None:
    sign_in(client, lead)
    page = client.post(PAGE, typed).content.decode()
    assert 'class="summary' in page or "error" in page
    assert typed.get("email", "") in page


def roles(lead: User) -> dict[str, Client]:
    superuser = make_staff(groups=())
    User.objects.filter(pk=superuser.pk).update(is_superuser=True)
    people = {"anonymous": None, "committee": make_staff(), "lead": lead, "superuser": superuser}
    return {name: sign_in(Client(), user) if user else Client() for name, user in people.items()}


def test_the_page_and_the_record_are_the_data_protection_leads(quill: User, lead: User) -> None:
    clients = roles(lead)
    expected: list[Cell] = [SIGN_IN, 403, 200, 200]
    assert {page: seen(clients, page, held=(NAME,)) for page in (PAGE, RECORD)} == {
        PAGE: expected,
        RECORD: expected,
    }
    acted = {**ABOUT, "deed": "erase", "sure": "on"}
    assert done(clients, PAGE, acted, app="lla") == [SIGN_IN, 403, DONE, DONE]
