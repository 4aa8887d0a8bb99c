"""The desk's own frame: panels on its front page, the outbox, and rows that nobody may change."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import Group
from django.core.exceptions import SuspiciousOperation
from django.db.models import Model
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE
from lla.accounts.models import User
from lla.desk import panels
from lla.desk.panels import Line, Panel
from lla.emails import server_status
from lla.emails.admin import emails
from lla.emails.models import Email
from lla.emails.smtp_answers import Meaning
from lla.jobs.models import Run
from tests.factories import make_email, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> User:
    """Somebody of the committee, signed in by `client`."""
    user = make_staff()
    sign_in(client, user)
    return user


def test_apps_put_panels_on_the_front_page_in_their_places_for_those_they_are_for(
    client: Client, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", {})
    first, second = (Panel(name, [Line("to look at", 3, "/admin/motions/")]) for name in ("First", "Second"))

    @panels.panel(2)
    def motions(request: HttpRequest) -> Panel | None:
        return second if request.user == member else None

    @panels.panel(1)
    def regions(request: HttpRequest) -> Panel | None:
        return first

    @panels.panel(3)
    def nothing(request: HttpRequest) -> Panel | None:
        return None

    @panels.panel(4)
    def several(request: HttpRequest) -> list[Panel]:
        return [second, first]

    context = client.get("/admin/").context
    assert context is not None
    assert context["panels"] == [first, second, second, first]


def test_the_front_page_folds_what_is_empty_and_marks_only_tasks(
    client: Client, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [Line("to rule on", 3, "/1"), Line("in the team", 2, "/2", task=False), Line("late", 0, "/3")]
    monkeypatch.setattr(panels, "_panels", {1: lambda request: Panel("Motions", lines)})
    page = client.get("/admin/").content.decode()
    before, _, folded = page.partition("Empty lists (1)")
    assert page.count("panel__count--task") == 1
    assert [words in before for words in ("to rule on", "in the team", "late")] == [True, True, False]
    assert "late" in folded


def test_motions_come_first_on_the_front_page(client: Client, member: User) -> None:
    context = client.get("/admin/").context
    assert context is not None
    headings = [panel.heading for panel in context["panels"]]
    assert headings == ["Motions", "Contact lists", "Offices", "Regions", "Social media", "Emails"]


def test_the_panel_of_emails_counts_what_waits_and_what_failed(client: Client, member: User) -> None:
    make_email()
    for _ in range(2):
        make_email(failed_at=timezone.now())
    request = RequestFactory().get("/admin/")
    request.user = member
    outbox = "/admin/lla/email/"
    [panel] = [each for each in panels.panels_for(request) if each.heading == "Emails"]
    assert (panel.trouble, panel.lines) == (
        [],
        [
            Line("waiting to be sent", 1, f"{outbox}?state=waiting", task=False),
            Line("could not be delivered", 2, f"{outbox}?state=failed"),
        ],
    )
    request.user = make_staff(groups=())
    assert emails(request) is None


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("", []),
        (
            "away: ConnectionRefusedError",
            [server_status.STUCK, server_status.IN_WORDS[Meaning.AWAY], server_status.NOTHING_IS_LOST],
        ),
        ("sign-in refused: SMTPAuthenticationError 535", [server_status.IN_WORDS[Meaning.SIGN_IN]]),
    ],
)
def test_the_desk_says_when_no_email_leaves(
    client: Client, member: User, error: str, trouble: list[str]
) -> None:
    now = timezone.now()
    Run.objects.create(name=server_status.NAME, began_at=now, error=error)
    make_email(created_at=now - timedelta(minutes=11 if "away" in error else 1))
    page = client.get("/admin/").content.decode()
    for sentence in [server_status.STUCK, *server_status.IN_WORDS.values(), server_status.NOTHING_IS_LOST]:
        expected = sentence in trouble or (bool(trouble) and sentence == server_status.NOTHING_IS_LOST)
        assert (sentence in page) == expected, sentence


def test_the_outbox_shows_what_could_not_be_delivered_and_sends_it_again(
    client: Client, member: User
) -> None:
    make_email(about="m41", sent_at=timezone.now())
    stuck = make_email(about="m42", failed_at=timezone.now(), attempts=18)
    page = client.get("/admin/lla/email/?state=failed").content.decode()
    assert ("m42" in page, "m41" in page) == (True, False)
    chosen = {"action": "send_again", "_selected_action": [stuck.pk]}
    assert client.post("/admin/lla/email/", chosen).status_code == 302
    stuck.refresh_from_db()
    assert (stuck.failed_at, stuck.attempts) == (None, 0)


def test_no_body_is_shown_on_the_desk_and_no_email_can_be_changed(client: Client, member: User) -> None:
    email = make_email(body="Private words.\n")
    page = client.get(f"/admin/lla/email/{email.pk}/change/")
    assert (page.status_code, "Private words." in page.content.decode()) == (200, False)
    statuses = [
        client.post(f"/admin/lla/email/{email.pk}/change/", {"subject": "Forged"}).status_code,
        client.post(f"/admin/lla/email/{email.pk}/delete/", {"post": "yes"}).status_code,
        client.get("/admin/lla/email/add/").status_code,
    ]
    assert (statuses, Email.objects.get().subject) == ([403, 403, 403], "An email")


@pytest.mark.parametrize(
    ("office", "shown"), [("superuser", True), (DATA_PROTECTION_LEAD, True), (STEERING_COMMITTEE, False)]
)
def test_whose_address_an_email_went_to_only_the_data_protection_lead_sees(
    client: Client, office: str, shown: bool
) -> None:
    user = make_staff(groups=(office,))
    if office == "superuser":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    sign_in(client, user)
    email = make_email("kim@example.org", "Words to Kim", kind="organisers/question", about="a question")
    make_email("robin@example.org", "Words to Robin")
    for address in ("/admin/lla/email/", f"/admin/lla/email/{email.pk}/change/"):
        page = client.get(address).content.decode()
        assert ("Organisers: question" in page, "a question" in page) == (True, True)
        assert ("kim@example.org" in page, "Words to Kim" in page) == (shown, shown)
    found = client.get("/admin/lla/email/?q=kim@example.org").content.decode()
    assert ("1 email" in found and "0 emails" not in found) == shown
    for column in range(-9, 10):
        ordered = client.get(f"/admin/lla/email/?o={column}")
        assert "kim@example.org" in ordered.content.decode() or not shown


def test_whoever_is_asked_for_by_the_desk_is_never_sent_elsewhere(client: Client, member: User) -> None:
    sent = [
        client.get(f"/admin/login/?next={to}")["Location"] for to in ("/admin/lla/", "https://example.org/")
    ]
    assert sent == ["/admin/lla/", "/admin/"]
    downgraded = client.get("/admin/login/?next=http://testserver/admin/lla/", secure=True)["Location"]
    assert downgraded == "/admin/"


LOOKUPS = ("", "__exact", "__contains", "__istartswith", "__gt", "__lte", "__isnull", "__in", "__regex")
NAMED = {
    "django_tasks_database.DBTaskResult": {
        "priority",
        "priority__isnull",
        "queue_name",
        "queue_name__isnull",
        "status__exact",
        "status__isnull",
    },
    "lla.Email": {"kind", "kind__isnull"},
    "lla.SubjectEvent": {"act__exact", "act__isnull"},
    "lla.User": {
        "groups__id__exact",
        "groups__isnull",
        "is_active__exact",
        "is_active__isnull",
        "is_staff__exact",
        "is_staff__isnull",
    },
    "motions.AgendaItem": {
        "conference__id__exact",
        "conference__isnull",
        "takes_motions__exact",
        "takes_motions__isnull",
    },
    "motions.StandingOrder": {"conference__id__exact", "conference__isnull"},
    "motions.Motion": {
        "conference__id__exact",
        "conference__isnull",
        "group__region__id__exact",
        "item",
        "late__exact",
        "late__isnull",
        "route__exact",
        "route__isnull",
        "status__exact",
        "status__isnull",
    },
    "organisers.AlliedOrganisation": {"owner__id__exact", "owner__isnull", "status__exact", "status__isnull"},
    "organisers.Appointment": {"how__exact", "how__isnull", "region__id__exact", "region__isnull"},
    "organisers.Constituency": {"region__id__exact", "region__isnull"},
    "organisers.Group": {
        "kind__exact",
        "kind__isnull",
        "region__id__exact",
        "region__isnull",
        "status__exact",
        "status__isnull",
    },
    "socialmedia.Appointment": {"how__exact", "how__isnull", "role__exact", "role__isnull"},
}


def lookups(model: type[Model], *, hops: int) -> Iterator[str]:
    """What can be asked of each column of a model, and of those of the models it leads to."""
    for field in model._meta.get_fields():
        yield field.name
        yield f"{field.name}__id__exact" if field.is_relation else f"{field.name}__contains"
        if hops and field.is_relation and field.related_model:
            yield from (f"{field.name}__{lookup}" for lookup in lookups(field.related_model, hops=hops - 1))


def is_answered(request: HttpRequest, made: admin.ModelAdmin[Model]) -> bool:
    """Whether a list takes what is asked of it; anything but a refusal counts."""
    try:
        made.get_changelist_instance(request)
    except (SuspiciousOperation, IncorrectLookupParameters):
        return False
    return True


@pytest.fixture
def boss(member: User) -> User:
    """The same member, to whom every list is open."""
    member.is_superuser = True
    member.save()
    return member


def test_every_list_is_filtered_by_what_it_names_and_nothing_else(boss: User) -> None:
    """Each field, and each one or two hops away: a column that is not shown cannot be guessed.

    It takes long because it asks thousands of questions.
    """
    taken: dict[str, set[str]] = {}
    for model, made in admin.site._registry.items():
        near = {field.name + lookup for field in model._meta.get_fields() for lookup in LOOKUPS}
        for name in near.union(lookups(model, hops=2)):
            request = RequestFactory().get("/", {name: "1", "_facets": "True"})
            request.user = boss
            if is_answered(request, made):
                taken.setdefault(model._meta.label, set()).add(name)
    assert taken == NAMED


@pytest.mark.parametrize("name", ["body__contains", "body__startswith", "body", "subject__gt", "secret"])
def test_the_words_of_an_email_cannot_be_guessed_by_filtering_the_outbox(
    client: Client, member: User, name: str
) -> None:
    make_email(body="Type this code:\n\n437291\n", secret=True)
    statuses = [client.get("/admin/lla/email/", {name: guess}).status_code for guess in ("437", "438")]
    assert statuses == [400, 400]


def test_no_list_is_sorted_or_keyed_by_a_column_it_does_not_show(client: Client, boss: User) -> None:
    """`o` counts shown columns and knows no names; `_to_field` opens nothing but a row's own key."""
    sorted_by, keyed_by = [], []
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        names = [field.name for field in model._meta.concrete_fields]
        usual, asked = (
            {
                str(name).lstrip("-")
                for name in client.get(address, query).context["cl"].queryset.query.order_by
            }
            for query in ({}, {"o": ".".join(names)})
        )
        sorted_by += [(address, name) for name in asked - usual - {"pk", "id"}]
        keyed_by += [
            (address, name)
            for name in names
            if name != model._meta.pk.name
            and client.get(address, {"_to_field": name, "_popup": "1"}).status_code != 400
        ]
    assert (sorted_by, keyed_by) == ([], [])


def test_the_subject_of_an_email_for_its_reader_alone_is_neither_shown_nor_searched(
    client: Client, member: User
) -> None:
    member.groups.set(Group.objects.filter(name=DATA_PROTECTION_LEAD))
    make_email("kim@example.org", "Your code is 437291", secret=True)
    email = make_email("kim@example.org", "Your motion was received")
    outbox = "/admin/lla/email/"
    pages = [
        client.get(outbox),
        client.get(f"{outbox}{email.pk - 1}/change/"),
        client.get(outbox, {"q": "kim@example.org"}),
    ]
    shown = [("437291" in page.content.decode(), page.status_code) for page in pages]
    found = [len(client.get(outbox, {"q": words}).context["cl"].result_list) for words in ("437291", "kim@")]
    assert (shown, found) == ([(False, 200)] * 3, [0, 2])
