"""The desk's own frame: panels on its front page, the outbox, and rows that nobody may change."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from lla import desk
from lla.admin.tables import letters
from lla.desk import Line, Panel
from lla.models import Letter, User
from tests.factories import make_letter, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> User:
    """Somebody of the committee, signed in by `client`."""
    user = make_staff()
    sign_in(client, user)
    return user


def test_apps_put_panels_on_the_front_page_for_those_they_are_for(
    client: Client, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_panels", [])
    shown = Panel("Motions", [Line("to look at", 3, "/admin/motions/")])

    @desk.panel
    def motions(request: HttpRequest) -> Panel | None:
        return shown if request.user == member else None

    @desk.panel
    def nothing(request: HttpRequest) -> Panel | None:
        return None

    context = client.get("/admin/").context
    assert context is not None
    assert context["panels"] == [shown]


def test_the_panel_of_letters_counts_what_waits_and_what_failed(client: Client, member: User) -> None:
    make_letter()
    for _ in range(2):
        make_letter(failed_at=timezone.now())
    request = RequestFactory().get("/admin/")
    request.user = member
    outbox = "/admin/lla/letter/"
    assert letters(request) == Panel(
        "Letters",
        [
            Line("waiting to go out", 1, f"{outbox}?state=waiting"),
            Line("could not be delivered", 2, f"{outbox}?state=failed"),
        ],
    )
    request.user = make_staff(groups=())
    assert letters(request) is None


def test_the_outbox_shows_what_could_not_be_delivered_and_sends_it_again(
    client: Client, member: User
) -> None:
    make_letter(subject="Gone out", sent_at=timezone.now())
    stuck = make_letter(subject="Stuck here", failed_at=timezone.now(), attempts=18)
    page = client.get("/admin/lla/letter/?state=failed").content.decode()
    assert ("Stuck here" in page, "Gone out" in page) == (True, False)
    chosen = {"action": "send_again", "_selected_action": [stuck.pk]}
    assert client.post("/admin/lla/letter/", chosen).status_code == 302
    stuck.refresh_from_db()
    assert (stuck.failed_at, stuck.attempts) == (None, 0)


def test_no_body_is_shown_on_the_desk_and_no_letter_can_be_changed(client: Client, member: User) -> None:
    letter = make_letter(body="Private words.\n")
    page = client.get(f"/admin/lla/letter/{letter.pk}/change/")
    assert (page.status_code, "Private words." in page.content.decode()) == (200, False)
    statuses = [
        client.post(f"/admin/lla/letter/{letter.pk}/change/", {"subject": "Forged"}).status_code,
        client.post(f"/admin/lla/letter/{letter.pk}/delete/", {"post": "yes"}).status_code,
        client.get("/admin/lla/letter/add/").status_code,
    ]
    assert (statuses, Letter.objects.get().subject) == ([403, 403, 403], "A letter")


def test_whoever_is_asked_for_by_the_desk_is_never_sent_elsewhere(client: Client, member: User) -> None:
    sent = [
        client.get(f"/admin/login/?next={to}")["Location"] for to in ("/admin/lla/", "https://example.org/")
    ]
    assert sent == ["/admin/lla/", "/admin/"]
