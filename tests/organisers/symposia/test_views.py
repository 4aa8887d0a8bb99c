"""The pages of symposia: what organisers, contacts and everybody see of them, and what they do not."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.links import tokens
from organisers.contacts.models import Contact
from organisers.symposia.models import ActionPoint, Symposium, Venue
from organisers.symposia.workflow import lifecycle
from tests.factories import sign_in
from tests.lla.papers.drawn_files import texts_by_libreoffice
from tests.organisers.factories import make_contact, make_group, make_organiser, make_region
from tests.organisers.symposia.factories import (
    allow_notices,
    decide,
    give_voice,
    make_confirmed,
    make_consultation,
    make_venue,
    options_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 11, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def january() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def organiser(client: Client) -> Client:
    return sign_in(client, make_organiser(make_region()))


def desk(name: str, symposium: Symposium, *more: object) -> str:
    return reverse(f"organisers:{name}", args=[symposium.region.slug, symposium.quarter, *more])


def token(contact: Contact) -> str:
    return tokens.mint("symposium", contact.pk, days=60)


def test_the_list_of_quarters_begins_the_planning(organiser: Client) -> None:
    address = reverse("organisers:desk_symposia", args=[make_region().slug])
    context = organiser.get(address).context
    assert context["this_quarter"]["words"] == "January to March 2027"
    assert context["quarters"][0]["words"] == "April to June 2027"
    answer = organiser.post(address, {"quarter": "2027-04-01"})
    symposium = Symposium.objects.get()
    assert answer.headers["Location"] == desk("desk_symposium", symposium)
    assert organiser.get(desk("desk_symposium", symposium)).status_code == 200


@pytest.mark.parametrize("quarter", ["", "2027-13-01", "soon", "2027-02-01"])
def test_a_day_that_begins_no_quarter_is_refused_in_words(organiser: Client, quarter: str) -> None:
    answer = organiser.post(
        reverse("organisers:desk_symposia", args=[make_region().slug]), {"quarter": quarter}
    )
    assert (answer.status_code, "not the first day of a quarter" in answer.content.decode()) == (409, True)


def test_another_regions_organiser_gets_nowhere(client: Client) -> None:
    make_group()
    symposium = make_consultation()
    sign_in(client, make_organiser(make_region("North")))
    for name in ("desk_symposium", "symposium_options", "symposium_decide", "symposium_cancel"):
        assert client.get(desk(name, symposium)).status_code == 403


def test_a_refused_decision_gives_back_what_was_typed(organiser: Client) -> None:
    make_group("Hull Left")
    symposium = make_consultation()
    (hall,) = options_of(symposium, "venue")
    sent = {"slot": options_of(symposium, "slot")[0].pk, "venue": hall.pk, "note": "The only free evening."}
    page = organiser.post(desk("symposium_decide", symposium), sent).content.decode()
    assert "Not reminded yet: Hull Left." in page
    assert "The only free evening." in page
    organiser.post(desk("symposium_decide", symposium), {**sent, "early_reason": "The hall is booked today."})
    symposium.refresh_from_db()
    assert (symposium.stage, symposium.early_reason) == ("confirmed", "The hall is booked today.")


def test_answers_stand_under_the_names_of_what_was_asked(organiser: Client) -> None:
    hull, _ = make_group("Hull Left"), make_group("Selby Left")
    symposium = make_consultation()
    give_voice(symposium, hull, 0, 2, 2)
    page = " ".join(organiser.get(desk("desk_symposium", symposium)).content.decode().split())
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page)
    names = [option.brief for option in symposium.options.all()]
    assert heads[:4] == ["Option", "Yes", "If need be", "No"]
    assert heads[4:] == ["Group", *names]
    assert [name in page for name in (f'data-label="{names[0]}"', "Has not answered")] == [True, True]


def test_the_decision_page_says_what_each_choice_means(organiser: Client) -> None:
    hull, selby = make_group("Hull Left"), make_group("Selby Left")
    symposium = make_consultation()
    give_voice(symposium, hull, 0, 2, 2)
    give_voice(symposium, selby, 2, 2, 2)
    page = organiser.get(desk("symposium_decide", symposium)).content.decode()
    assert page.index("Every group can come.") < page.index("Hull Left cannot come.")


def test_a_venue_that_was_chosen_in_time_warns_no_more(client: Client) -> None:
    hall = make_venue(name="Ousegate Hall", booking_notice_days=21)
    make_contact(make_group("Hull Left"))
    symposium = make_confirmed(make_region(), weeks=5, venues=[hall])
    warning = "and it is too late for that"
    with time_machine.travel(NOW + timedelta(weeks=4), tick=False):
        sign_in(client, make_organiser(make_region()))
        page = client.get(desk("desk_symposium", symposium)).content.decode()
        assert ("Ousegate Hall" in page, warning in page) == (True, False)
        later = {"starts_at": NOW + timedelta(weeks=6), "ends_at": NOW + timedelta(weeks=6, hours=2)}
        lifecycle.change(symposium, **later, venue=hall, note="The bus does not run.", by=SYSTEM)
        assert warning in client.get(desk("desk_symposium", symposium)).content.decode()


def test_a_venue_is_registered_with_blank_access_as_not_known(organiser: Client) -> None:
    sent = {"name": "Union House", "kind": "union_hall", "booking_notice_days": "14", "step_free": "False"}
    address = reverse("organisers:new_venue", args=[make_region().slug])
    assert organiser.post(address, sent).status_code == 302
    venue = Venue.objects.get()
    assert (venue.step_free, venue.hearing_loop, venue.region) == (False, None, make_region())
    page = organiser.get(reverse("organisers:venues", args=[make_region().slug])).content.decode()
    assert "Missing: hearing loop, accessible WC, quiet space, childcare." in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"booking_notice_days": "99999999999"}, "Enter 1,000 or less."),
        ({"capacity": "-4"}, "Enter 1 or more."),
        ({"capacity": "many"}, "Enter a whole number."),
    ],
)
def test_a_figure_of_a_venue_that_cannot_be_is_refused_in_words(
    organiser: Client, typed: dict[str, str], words: str
) -> None:
    address = reverse("organisers:new_venue", args=[make_region().slug])
    whole = {"name": "The Hall", "kind": "library", "capacity": "", "booking_notice_days": "0"}
    page = organiser.post(address, {**whole, **typed}).content.decode()
    assert (words in page, Venue.objects.exists()) == (True, False)


def test_a_contact_answers_by_the_emails_link_for_the_whole_group(client: Client) -> None:
    contact = allow_notices(make_contact(make_group("Hull Left")))
    symposium = make_consultation()
    address = reverse("organisers:consultation", args=[token(contact)])
    invitation = symposium.invitations.get()
    page = client.get(address)
    assert "the latest counts" in page.content.decode()
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert invitation.answers.count() == 0
    sent = {f"voice-{invitation.pk}-option_{one.pk}": 2 for one in symposium.options.all()}
    assert client.post(address, sent).status_code == 302
    assert [one.voice for one in invitation.answers.all()] == [2, 2, 2]
    assert symposium.events.last().actor_key == f"contact:{contact.pk}"  # type: ignore[union-attr]


def test_half_an_answer_is_asked_for_the_rest_and_nothing_typed_is_lost(client: Client) -> None:
    contact = make_contact()
    symposium = make_consultation()
    invitation = symposium.invitations.get()
    first, *_ = options_of(symposium, "slot")
    page = client.post(
        reverse("organisers:consultation", args=[token(contact)]),
        {f"voice-{invitation.pk}-option_{first.pk}": 1},
    ).content.decode()
    assert (
        page.count("Choose yes, if need be, or no for") == 4
    )  # two lines, each in the summary and at its field
    assert 'value="1" ' in page and "checked" in page
    assert invitation.answers.count() == 0


def test_an_answer_that_comes_too_late_is_told_so(client: Client) -> None:
    contact = make_contact()
    symposium = make_consultation()
    invitation = symposium.invitations.get()
    sent = {f"voice-{invitation.pk}-option_{one.pk}": 2 for one in symposium.options.all()}
    address = reverse("organisers:consultation", args=[token(contact)])
    assert symposium.consultation_closes_at
    with time_machine.travel(symposium.consultation_closes_at, tick=False):
        page = client.post(address, sent).content.decode()
    assert "This consultation closed on Monday 25 January 2027, noon." in page


def test_a_contact_cannot_answer_for_another_group(client: Client) -> None:
    contact = make_contact()
    other = make_group()
    symposium = make_consultation()
    theirs = symposium.invitations.get(group=other)
    sent = {f"voice-{theirs.pk}-option_{one.pk}": 0 for one in symposium.options.all()}
    client.post(reverse("organisers:consultation", args=[token(contact)]), sent)
    assert theirs.answers.count() == 0


def test_a_contact_says_who_comes_and_reads_no_colleagues_health(client: Client) -> None:
    contact = make_contact(make_group("Hull Left"))
    symposium = make_confirmed()
    name = f"reply-{symposium.pk}"
    address = reverse("organisers:coming", args=[token(contact)])
    assert "Most groups can come." in client.get(address).content.decode()
    answer = client.post(address, {f"{name}-coming": "yes", f"{name}-places": "3", f"{name}-need": "A ramp"})
    assert answer.status_code == 302
    reply = symposium.replies.get()
    assert (reply.places, reply.need.words) == (3, "A ramp")
    page = client.get(address).content.decode()
    assert ("A ramp" in page, "What you write here replaces the needs already entered" in page) == (
        False,
        True,
    )


def test_whoever_comes_is_asked_with_how_many(client: Client) -> None:
    contact = make_contact()
    symposium = make_confirmed()
    address = reverse("organisers:coming", args=[token(contact)])
    page = client.post(address, {f"reply-{symposium.pk}-coming": "yes"}).content.decode()
    assert "Enter how many people are coming." in page
    assert not symposium.replies.exists()


def test_the_organiser_sees_replies_and_needs_and_the_public_page_does_not(organiser: Client) -> None:
    group = make_group("Hull Left")
    symposium = make_confirmed()
    lifecycle.reply(symposium, group, coming=True, places=3, need="A ramp for the stage")
    mine = organiser.get(desk("desk_symposium", symposium)).content.decode()
    theirs = Client().get(desk("symposium", symposium)).content.decode()
    assert ["A ramp for the stage" in page for page in (mine, theirs)] == [True, False]
    assert "Hull Left" not in theirs


def test_the_public_sees_nothing_before_it_is_confirmed(client: Client) -> None:
    make_group()
    symposium = make_consultation()
    assert client.get(desk("symposium", symposium)).status_code == 404
    decide(symposium)
    assert client.get(desk("symposium", symposium)).status_code == 200
    listed = client.get(reverse("organisers:symposia", args=[symposium.region.slug])).content.decode()
    assert desk("symposium", symposium) in listed


def held_with_notes() -> Symposium:
    symposium = make_confirmed()
    assert symposium.starts_at
    lifecycle.write(symposium, paper="agenda", words="# Buses\n\nWhat can we do?")
    lifecycle.add_point(symposium, ActionPoint(words="Write to the council", owner="Jo Marsh"))
    with time_machine.travel(symposium.starts_at, tick=False):
        lifecycle.mark_held(symposium, by=SYSTEM)
    return lifecycle.write(symposium, paper="notes", words="We met.\n\n- Agreed on buses")


@pytest.mark.parametrize("paper", ["agenda", "notes"])
@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_papers_are_public_only_once_published(client: Client, paper: str, suffix: str) -> None:
    symposium = held_with_notes()
    address = desk("symposium_file", symposium, paper, suffix)
    assert client.get(address).status_code == 404
    lifecycle.publish(symposium, paper=paper, by=SYSTEM)
    assert client.get(address).status_code == 200


def words_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def test_who_does_what_stands_in_the_organisers_paper_only(organiser: Client) -> None:
    symposium = held_with_notes()
    lifecycle.publish(symposium, paper="notes", by=SYSTEM)
    mine = words_of(organiser.get(desk("desk_symposium_file", symposium, "notes", "docx")).content)
    theirs = words_of(Client().get(desk("symposium_file", symposium, "notes", "docx")).content)
    assert ["Jo Marsh" in words for words in (mine, theirs)] == [True, False]
    assert "Write to the council" in theirs
    assert "Jo Marsh" not in Client().get(desk("symposium", symposium)).content.decode()


def test_libreoffice_opens_the_agenda(organiser: Client, tmp_path: Path) -> None:
    agenda = organiser.get(desk("desk_symposium_file", held_with_notes(), "agenda", "docx")).content
    assert "Whatcanwedo?" in texts_by_libreoffice({"agenda": agenda}, tmp_path)["agenda"]


def test_points_are_ticked_off_and_steps_are_buttons(organiser: Client) -> None:
    symposium = held_with_notes()
    (point,) = symposium.action_points.all()
    organiser.post(desk("symposium_point_done", symposium, point.pk), {"done": "yes"})
    point.refresh_from_db()
    assert point.done_at == NOW
    organiser.post(desk("symposium_step", symposium, "publish-notes"))
    assert Client().get(desk("symposium_file", symposium, "notes", "pdf")).status_code == 200
    assert organiser.post(desk("symposium_step", symposium, "burn")).status_code == 404


def test_pages_ask_the_database_as_often_for_sixty_groups_as_for_three(organiser: Client) -> None:
    counted: dict[str, list[int]] = {}
    region = make_region()
    venues = [make_venue(region) for _ in range(2)]
    for _ in range(3):
        allow_notices(make_contact(make_group(region=region)))
    symposium = make_consultation(region, venues=venues)

    def count(client: Client, *names: str) -> None:
        for name in names:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(desk(name, symposium)).status_code == 200
            counted.setdefault(name, []).append(len(asked))

    def answer_all() -> None:
        for invitation in symposium.invitations.filter(answered_at=None).select_related("group"):
            give_voice(symposium, invitation.group, 2)

    answer_all()
    count(organiser, "desk_symposium", "symposium_decide")
    for _ in range(57):
        allow_notices(make_contact(make_group(region=region)))
    lifecycle.invite(symposium)
    answer_all()
    count(organiser, "desk_symposium", "symposium_decide")
    assert {name: few == many for name, (few, many) in counted.items()} == dict.fromkeys(counted, True)


def test_replies_are_read_at_one_go(organiser: Client) -> None:
    group = make_group()
    symposium = make_confirmed()
    counts = []
    for more in (3, 57):
        for group in [make_group() for _ in range(more)]:
            lifecycle.reply(symposium, group, coming=True, places=1, need="A seat")
        with CaptureQueriesContext(connection) as asked:
            organiser.get(desk("desk_symposium", symposium))
        counts.append(len(asked))
    assert counts[0] == counts[1]
