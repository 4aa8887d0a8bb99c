"""A composite says the same on page, PDF and Word: whom it is from, its text, and its motions' own texts."""

import pytest
from django.test import Client

from lla.papers.blocks import Heading, words_of
from motions.agenda.models import Conference
from motions.composites import papers, selectors, workflow
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.committee.secret_motion import hide
from tests.motions.composites.test_workflow import answer, make_composite, present, put_on_agenda
from tests.motions.factories import make_amendment, make_committee_member
from tests.motions.page_text import articles, ask, links, main, source

pytestmark = pytest.mark.django_db


def facts(motion: Motion) -> dict[str, str]:
    [motion] = selectors.with_sources([present(motion)])
    first = motion_papers.of_motion(motion, papers.ALONE).blocks[0]
    return {term: words_of(spans) for term, spans in getattr(first, "rows")}  # noqa: B009


def with_markers(composite: Motion) -> None:
    Conference.objects.filter(pk=composite.conference_id).update(origin_markers=True)


def test_it_says_whom_it_is_received_from_and_who_moves_and_seconds_it() -> None:
    told = facts(put_on_agenda())
    assert [told[term] for term in ("Made of", "Received from", "Mover", "Seconder")] == [
        "motions 1A, 1B",
        "1A: Three signatories; 1B: Three signatories",
        "Three signatories",
        "Three signatories",
    ]
    assert "Submitted by" not in told


@pytest.mark.parametrize("markers", [False, True])
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_its_files_say_what_its_page_says(client: Client, suffix: str, *, markers: bool) -> None:
    composite = put_on_agenda()
    if markers:
        with_markers(composite)
    page = client.get(composite.get_absolute_url())
    [on_page] = articles(page)
    status, content = ask(client, composite.get_absolute_url().rstrip("/") + suffix)
    assert status == 200
    assert squeezed(on_page) in squeezed(said_by(content, suffix))
    assert "The motions it is made of 1A) Rents" in on_page
    assert ("To cap rents. [1A 1]" in on_page) is markers


def test_markers_stand_behind_the_clauses_that_came_from_a_motion_alone() -> None:
    composite = put_on_agenda()
    with_markers(composite)
    [composite] = selectors.with_sources([present(composite)])
    text = " ".join(map(str, papers.ANY_NATURE.text(composite, composite.text)))
    assert [marker in text for marker in ("[1A 1]", "[1B 1]", "title]")] == [True, True, False]
    assert text.count("[1") == 2


def test_readers_see_where_each_clause_came_from(client: Client) -> None:
    composite = put_on_agenda()
    rents, homes = (row.motion for row in selectors.sources_of(composite))
    page = client.get(composite.get_absolute_url())
    fold = main(page).partition("What it says From ")[2].partition(" Revisions of")[0]
    assert fold == (
        "Title Rents and homes 1A title, edited 1 To cap rents. 1A 1, word for word "
        "2 To build council homes in every village. 1B 1, edited 3 To meet. new"
    )
    for motion in (rents, homes):
        assert f"{motion.get_absolute_url()}revisions/1/#{motion.reference}-1" in links(page)


def test_a_composite_and_its_motions_lead_to_each_other(client: Client) -> None:
    composite = put_on_agenda()
    part = selectors.sources_of(composite)[0].motion
    assert facts(part)["Now in"] == "Composite 1"
    assert any(
        link.endswith(composite.get_absolute_url()) for link in links(client.get(part.get_absolute_url()))
    )
    assert any(
        link.endswith(part.get_absolute_url()) for link in links(client.get(composite.get_absolute_url()))
    )
    workflow.dissolve(composite, by=make_committee_member(), reason="They fell out.")
    assert "Now in" not in facts(part)


def test_a_hidden_motion_is_not_read_in_the_composite_that_quotes_it(client: Client) -> None:
    composite = put_on_agenda()
    part = selectors.sources_of(composite)[1].motion
    secret = "To build council homes in every town."
    assert secret in main(client.get(composite.get_absolute_url()))
    hide(part)
    page = source(client.get(composite.get_absolute_url()))
    _, word = ask(client, composite.get_absolute_url().rstrip("/") + ".docx")
    assert (secret in page, secret in said_by(word, ".docx")) == (False, False)
    assert "1B) Hidden by the committee" in page


def test_a_hidden_composite_shows_neither_origins_nor_originals(client: Client) -> None:
    composite = put_on_agenda()
    hide(composite)
    page = source(client.get(composite.get_absolute_url()))
    assert ("To cap rents" in page, "Where each clause came from" in page) == (False, False)


def test_in_a_booklet_the_motions_stand_by_themselves_and_not_behind_it() -> None:
    composite = put_on_agenda()
    motions = selectors.with_sources(composite.item.motions.on_the_agenda().public().for_papers())
    booklet = motion_papers.of_item(composite.item, motions, papers.ANY_NATURE)
    titles = sorted(part.title for part in booklet.parts)
    assert titles == ["A) Rents", "B) Homes", "Composite 1 (motions 1A, 1B): Rents and homes"]
    assert not any(
        isinstance(block, Heading) and block == papers.ORIGINALS_HEADING
        for part in booklet.parts
        for block in part.blocks
    )


def test_a_motion_that_did_not_agree_is_neither_named_nor_quoted(client: Client) -> None:
    composite = make_composite(3)
    rents, homes, third = selectors.sources_of(composite)
    for each in (rents, homes):
        answer(each)
    answer(third, "stands_by")
    workflow.put_on_agenda(composite, by=make_committee_member())
    [page] = articles(client.get(composite.get_absolute_url()))
    assert ("Composite 1 (motions 1A, 1B): Rents and homes" in page, "1C" in page) == (True, False)


def test_a_composite_with_its_amendments_says_whom_it_is_from(client: Client) -> None:
    composite = put_on_agenda()
    make_amendment(composite, old="cap rents", new="freeze rents")
    _, booklet = ask(client, f"{composite.get_absolute_url()}amendments.docx")
    _, to_amend = ask(client, f"{composite.get_absolute_url()}amend.docx")
    for content in (booklet, to_amend):
        assert "Receivedfrom" in said_by(content, ".docx")
    assert "ClausenumbersarethoseofComposite1,revision2." in said_by(booklet, ".docx")
