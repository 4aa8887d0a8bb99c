"""A composite from the desk to the agenda: its committee, the people behind its motions, and its readers."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lla.links import tokens
from motions.committee import workflow as committee_workflow
from motions.composites import selectors, workflow
from motions.composites.choices import ConsentAnswer
from motions.composites.models import CompositeConsent
from motions.motion.choices import Status
from motions.motion.models import Motion
from motions.motion.texts import Text
from tests.factories import make_staff, sign_in
from tests.motions.composites.test_workflow import (
    BOTH,
    HOMES,
    answer,
    make_composite,
    make_in_order,
    present,
    put_on_agenda,
)
from tests.motions.factories import make_committee_member, make_item, make_motion, mover_of
from tests.motions.member_pages import mine, mover_comes_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    sign_in(client, make_staff())
    return client


def post(desk: Client, motion: Motion, act: str, **typed: object) -> None:
    """Do an act on the desk, past the page that shows its emails."""
    seen = motion.events.latest("pk").pk
    response = desk.post(
        reverse("admin:motions_motion_act", args=[motion.pk, act]), {"seen": seen, "step": "do", **typed}
    )
    assert response.status_code == 302, response.context["form"].errors


def test_the_committee_makes_writes_sends_and_closes_a_composite(desk: Client) -> None:
    first, second = make_in_order()
    post(desk, first, "make-composite", others=[second.pk])
    composite = Motion.objects.composites().get()
    post(desk, composite, "write-composite", base=1, title="Rents and homes", body=BOTH, appendix="")
    post(desk, composite, "send-composite")
    for source in selectors.sources_of(composite):
        answer(source)
    sheet = desk.get(reverse("admin:motions_motion_change", args=[composite.pk])).content.decode()
    post(desk, composite, "composite-to-agenda")
    composite = present(composite)
    assert (composite.titled, composite.status) == ("Composite 1: Rents and homes", Status.IN_ORDER)
    assert ("The people behind it agree to this text." in sheet, "Kept word for word" in sheet) == (
        True,
        True,
    )
    post(desk, composite, "dissolve", reason="They fell out.")
    assert present(composite).status == Status.WITHDRAWN


def test_its_emails_are_shown_before_they_are_sent(desk: Client) -> None:
    composite = make_composite(sent=False)
    seen = composite.events.latest("pk").pk
    path = reverse("admin:motions_motion_act", args=[composite.pk, "send-composite"])
    page = desk.post(path, {"seen": seen})
    movers = sorted(mover_of(source.motion).email for source in selectors.sources_of(composite))
    assert sorted(email.to for email in page.context["emails"]) == movers


def test_only_composites_are_offered_the_acts_on_composites(desk: Client) -> None:
    motion = make_motion()
    page = desk.get(reverse("admin:motions_motion_change", args=[motion.pk]))
    names = {button.action.name for button in [*page.context["possible"], *page.context["refused"]]}
    assert names & {"send-composite", "write-composite", "dissolve", "composite-to-agenda"} == set()


def test_an_act_of_another_nature_is_not_found_at_its_address(desk: Client) -> None:
    path = reverse("admin:motions_motion_act", args=[make_motion().pk, "dissolve"])
    assert desk.get(path).status_code == 404


def test_the_people_behind_a_motion_read_what_became_of_it_and_agree(client: Client) -> None:
    composite = make_composite()
    [_, homes] = selectors.sources_of(composite)
    mover_comes_in(client, homes.motion)
    track = client.get(mine(homes.motion, "track")).content.decode()
    page = client.get(mine(homes.motion, "composite")).content.decode()
    sent = client.post(mine(homes.motion, "composite"), {"answer": ConsentAnswer.AGREES, "revision": 2})

    assert sent.status_code == 302, sent.context["form"].errors
    assert mine(homes.motion, "composite") in track
    assert ("To build council homes in every village." in page, "1A" in page) == (True, True)
    [consent] = CompositeConsent.objects.all()
    assert (consent.answer, consent.revision, consent.backing) == (
        ConsentAnswer.AGREES,
        composite.text,
        mover_of(homes.motion),
    )


def test_the_emailed_link_says_what_is_asked_until_when_and_what_was_answered(client: Client) -> None:
    composite = make_composite()
    [rents, homes] = selectors.sources_of(composite)
    link = reverse("motions:backing", args=[tokens.mint("backing", mover_of(homes.motion).pk, days=30)])
    page = " ".join(client.get(link).text.split())
    asked = page.index("Do you agree to a composite? Answer by")
    assert asked < page.index("What happened to your clauses") < page.index("You support this motion")
    assert selectors.titled(rents.motion) in page
    there = client.post(link, {"act": "motions:composite"}, follow=True)
    assert there.redirect_chain[-1][0] == mine(homes.motion, "composite")
    assert (
        there.text.index("Answer by") < there.text.index("Send the answer") < there.text.index('id="title"')
    )

    answer(homes)
    for path in (link, mine(homes.motion, "track"), mine(homes.motion, "composite")):
        page = " ".join(client.get(path).text.split())
        assert "You have agreed to this text" in page
        assert "You can change your answer until then." in page


def test_whoever_answers_about_a_text_that_was_replaced_reads_the_new_one_first(client: Client) -> None:
    composite, member = make_composite(), make_committee_member()
    [_, homes] = selectors.sources_of(composite)
    workflow.write(composite, Text.of("Rents and homes", HOMES), by=member, base=2)
    workflow.send(composite, by=member)
    mover_comes_in(client, homes.motion)
    typed = {"answer": ConsentAnswer.AGREES, "revision": 2}
    page = client.post(mine(homes.motion, "composite"), typed, follow=True).content.decode()
    assert "The composite has a new text since you opened this page." in page
    assert not CompositeConsent.objects.exists()


def test_readers_see_nothing_of_a_composite_before_it_is_on_the_agenda(client: Client) -> None:
    composite = make_composite()
    item = client.get(composite.item.get_absolute_url()).content.decode()
    assert client.get(composite.get_absolute_url()).status_code == 404
    assert "Rents and homes" not in item


def test_readers_see_a_composite_with_the_labels_of_its_motions(client: Client) -> None:
    composite = put_on_agenda()
    page = client.get(composite.get_absolute_url()).content.decode()
    item = client.get(composite.item.get_absolute_url()).content.decode()
    source = client.get(selectors.sources_of(composite)[0].motion.get_absolute_url()).content.decode()
    assert "Composite 1 (motions 1A, 1B): Rents and homes" in page
    assert ("asks not to be named" in page, "motions 1A, 1B · received" in item) == (False, True)
    assert ("Part of a composite" in source, composite.get_absolute_url() in source) == (True, True)


def test_three_motions_of_a_composite_cost_as_many_queries_as_two(client: Client) -> None:
    counts = []
    for count in (2, 3):
        composite = make_composite(count)
        for source in selectors.sources_of(composite):
            answer(source)
        workflow.put_on_agenda(composite, by=make_committee_member())
        with CaptureQueriesContext(connection) as asked:
            client.get(composite.get_absolute_url())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def typed(composite: Motion, **fields: object) -> dict[str, object]:
    text, seen = composite.text, composite.events.latest("pk").pk
    return {
        "seen": seen,
        "base": text.number,
        "title": text.title,
        "body": text.body,
        "appendix": text.appendix,
        **fields,
    }


def test_a_clause_of_a_motion_is_taken_behind_what_was_typed_and_nothing_is_saved(desk: Client) -> None:
    composite = make_composite(sent=False)
    rents, homes = (source.motion for source in selectors.sources_of(composite))
    path = reverse("admin:motions_motion_act", args=[composite.pk, "write-composite"])
    shown = desk.get(path).content.decode()
    form = typed(composite, title="Typed", body="Conference resolves:\n\n- To begin.", take=f"{rents.pk}:3")
    page = desk.post(path, form)
    again = page.context["form"]
    assert f'value="{rents.pk}:3"' in shown
    assert (again["title"].value(), again["body"].value()) == (
        "Typed",
        "Conference resolves:\n\n- To begin.\n- To count the empty homes.",
    )
    [beside, _] = again.sources
    assert [(fate.number, fate.what) for fate, _ in beside.clauses] == [
        ("Title", "Left out"),
        ("", ""),
        ("1", "Left out"),
        ("2", "Kept word for word"),
    ]
    assert (present(composite).text.number, homes.pk != rents.pk) == (2, True)


@pytest.mark.parametrize("take", ["", "x:1", "0:1", "{pk}:99", "{pk}:0", "{pk}", "{pk}:-1", "9" * 40 + ":1"])
def test_a_clause_that_is_not_there_changes_nothing(desk: Client, take: str) -> None:
    composite = make_composite(sent=False)
    pk = selectors.sources_of(composite)[0].motion.pk
    path = reverse("admin:motions_motion_act", args=[composite.pk, "write-composite"])
    page = desk.post(path, typed(composite, body="- To begin.", take=take.format(pk=pk)))
    assert (page.status_code, page.context["form"]["body"].value()) == (200, "- To begin.")


def test_a_composite_is_made_of_what_is_chosen_in_the_queue(desk: Client) -> None:
    first, second, third = make_in_order(3)
    queue = reverse("admin:motions_motion_changelist")
    chosen = {"action": "make_composite", "_selected_action": [third.pk, second.pk]}
    page = desk.post(f"{queue}?queue=", chosen, follow=True)
    form = page.context["form"]
    assert (page.context["motion"], form["others"].value()) == (second, [str(third.pk)])
    assert first.pk in [other.pk for other in form.fields["others"].queryset]


def test_what_cannot_be_composited_is_said_in_the_queue(desk: Client) -> None:
    [first, _], received = make_in_order(), make_motion()
    queue = reverse("admin:motions_motion_changelist")
    chosen = {"action": "make_composite", "_selected_action": [first.pk, received.pk]}
    page = desk.post(f"{queue}?queue=", chosen, follow=True)
    [message] = page.context["messages"]
    assert str(message).startswith(f"{received.reference}: A composite is made of motions that are in order.")


def test_the_sheet_of_the_new_composite_comes_next_and_a_colleague_is_told_of_it(desk: Client) -> None:
    first, second = make_in_order()
    path = reverse("admin:motions_motion_act", args=[first.pk, "make-composite"])
    typed = {"others": [second.pk], "seen": first.events.latest("pk").pk}
    made = desk.post(path, typed)
    late = desk.post(path, {**typed, "seen": first.events.latest("pk").pk})
    composite = Motion.objects.composites().get()
    assert made.headers["Location"] == reverse("admin:motions_motion_change", args=[composite.pk])
    assert late.context["form"].non_field_errors() == [
        f"{motion.reference}: This motion is already in composite {composite.reference}."
        for motion in (first, second)
    ]


def test_similar_motions_are_chosen_already_and_led_to_from_the_sheet(desk: Client) -> None:
    first, second, twin = make_in_order(3)
    sheet = desk.get(reverse("admin:motions_motion_change", args=[first.pk])).content.decode()
    path = reverse("admin:motions_motion_act", args=[first.pk, "make-composite"])
    [address] = re.findall(rf'href="({path}[^"]*others=[^"]*)"', sheet)
    page = desk.get(unescape(address))
    assert page.context["form"]["others"].value() == [str(twin.pk), str(second.pk)]


def test_motions_to_choose_from_are_grouped_each_with_label_title_and_whom_it_is_from(desk: Client) -> None:
    first, second = make_in_order()
    elsewhere = make_motion(make_item(first.conference, "Transport"), title="Buses", body="- To run buses.")
    committee_workflow.rule_in_order(elsewhere, by=make_committee_member())
    page = desk.get(reverse("admin:motions_motion_act", args=[first.pk, "make-composite"]))
    assert page.context["form"].fields["others"].choices == [
        ("Similar to this motion", [(second.pk, "1B) Homes (Three signatories)")]),
        ("Agenda item 2: Transport", [(elsewhere.pk, "2A) Buses (Three signatories)")]),
    ]
    assert "<legend>Agenda item 2: Transport</legend>" in page.content.decode()


def test_the_committee_chooses_mover_and_seconder_on_the_desk(desk: Client) -> None:
    composite = put_on_agenda()
    rents, homes = selectors.possible_speakers(composite)
    path = reverse("admin:motions_motion_act", args=[composite.pk, "composite-speakers"])
    seen = composite.events.latest("pk").pk
    same = desk.post(path, {"seen": seen, "mover": rents.value, "seconder": rents.value})
    post(desk, composite, "composite-speakers", mover=homes.value, seconder=rents.value)
    assert same.context["form"].errors["seconder"] == [
        "Choose the mover and the seconder from two of its motions."
    ]
    form = desk.get(path).context["form"]
    assert (form["mover"].value(), form["seconder"].value()) == (homes.value, rents.value)
