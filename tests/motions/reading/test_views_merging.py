"""A draft that merges the amendments which a reader ticked: page, PDF and Word, or the two that clash."""

import re

import pytest
from django.test import Client

from lla.text.units import write
from motions.amendments.texts import units_of
from motions.amendments.workflow import print_as_one
from motions.motion.models import Motion
from tests.lla.papers.drawn_files import squeezed, text_of_html, text_of_pdf
from tests.lla.wordfile.marked_files import part_of, parts, read
from tests.motions.committee.secret_motion import hide
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_item,
    make_motion,
    make_person,
    revise_body,
)
from tests.motions.page_text import ask, links, main, source

pytestmark = pytest.mark.django_db

BODY = """Conference notes:

- Rents have risen by five pounds a week in every town.
- The council has done nothing.
- Nobody has been asked.
"""


@pytest.fixture
def motion() -> Motion:
    return make_motion(make_item(), title="Rents", body=BODY)


def draft(motion: Motion, *amendments: Motion) -> str:
    return f"{motion.get_absolute_url()}merged/{'-'.join(each.reference for each in amendments)}/"


def test_ticked_amendments_lead_to_a_draft_with_the_changes_and_the_text(
    client: Client, motion: Motion
) -> None:
    mover = make_person("Quiet Person", name_public=False)
    first = make_amendment(motion, old="five pounds", new="six pounds", mover=mover)
    second = make_amendment(motion, old="nothing", new="little")
    make_amendment(motion, old="Nobody", new="No tenant")
    chooser = f"{motion.get_absolute_url()}merged/"
    assert chooser in links(client.get(f"{motion.get_absolute_url()}amendments/"))
    answer = client.get(chooser, {"with": [second.reference, first.reference], "draw": "1"})
    assert answer.headers["Location"] == draft(motion, first, second)
    page = " ".join(main(client.get(draft(motion, second, first))).split())
    assert "A) Rents, with A.1, A.2" in page
    assert "Rents have risen by six pounds a week in every town. 2 The council has done little." in page
    assert "No tenant" not in page.partition("Other amendments for this draft")[0]
    assert "Quiet Person" not in source(client.get(draft(motion, first, second)))


def test_the_pdf_says_what_the_page_does(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    second = make_amendment(motion, old="nothing", new="little")
    page = source(client.get(draft(motion, first, second)))
    article = page[page.index('<article class="prose">') : page.index("</article>")]
    status, pdf = ask(client, f"{draft(motion, first, second).removesuffix('/')}.pdf")
    assert status == 200
    seen = re.sub(r'<span class="visually-hidden">[^<]*</span>', "", article)
    assert squeezed(text_of_html(seen)) in squeezed(text_of_pdf(pdf))


def test_in_word_each_change_is_tracked_under_the_label_of_its_amendment(
    client: Client, motion: Motion
) -> None:
    mover = make_person("Quiet Person", name_public=False)
    first = make_amendment(motion, old="five pounds", new="six pounds", mover=mover)
    second = make_amendment(motion, old="every town", new="each city")
    status, content = ask(client, f"{draft(motion, first, second).removesuffix('/')}.docx")
    assert status == 200
    returned = read(content)
    assert parts(returned.refused) == write(units_of(motion.text))
    both = BODY.replace("five pounds", "six pounds").replace("every town", "each city")
    assert parts(returned.accepted)[1] == both.strip()
    document = part_of(content, "word/document.xml")
    assert set(re.findall(r'w:author="([^"]*)"', document)) == {"A.1", "A.2"}
    assert "Quiet Person" not in document


def test_two_that_clash_are_named_and_there_is_no_file(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    second = make_amendment(motion, old="five pounds", new="ten pounds")
    page = main(client.get(draft(motion, first, second)))
    assert "A.1 changes the same words as A.2. Choose one of the two." in page
    assert "As it would read" not in page
    assert client.get(f"{draft(motion, first, second).removesuffix('/')}.docx").status_code == 404


def test_one_for_an_earlier_text_is_refused_in_words(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    revise_body(motion, "five pounds", "seven shillings")
    page = main(client.get(draft(motion, first)))
    assert "A.1 does not fit. Written for revision 1 of the motion." in page


def test_nothing_ticked_is_asked_for(client: Client, motion: Motion) -> None:
    make_amendment(motion, old="five pounds", new="six pounds")
    page = client.get(f"{motion.get_absolute_url()}merged/", {"draw": "1"})
    assert "Choose the amendments for the draft." in main(page)


def test_what_is_not_shown_is_in_no_draft(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    other = make_amendment(make_motion(body=BODY), old="five pounds", new="eight pounds")
    assert client.get(draft(motion, first, other)).status_code == 404
    assert client.get(draft(motion, first)).status_code == 200
    hide(first)
    assert client.get(draft(motion, first)).status_code == 404
    hide(motion)
    page = main(client.get(f"{motion.get_absolute_url()}merged/"))
    assert "The committee has hidden this motion." in page
    assert "five pounds" not in page


def test_those_printed_as_one_are_one_choice_under_both_labels(client: Client, motion: Motion) -> None:
    first = make_amendment(motion, old="five pounds", new="six pounds")
    second = make_amendment(motion, old="five pounds", new="six pounds")
    print_as_one(first, by=make_committee_member())
    assert main(client.get(f"{motion.get_absolute_url()}merged/")).count("A.1, A.2") == 1
    assert "A) Rents, with A.1, A.2" in main(client.get(draft(motion, second)))
    third = make_amendment(motion, old="five pounds", new="ten pounds")
    page = main(client.get(draft(motion, first, third)))
    assert "A.1, A.2 change the same words as A.3. Choose one of the two." in page
