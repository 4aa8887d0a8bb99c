"""The papers of a conference as pages: the same words as their files, and linked from the conference."""

import pytest
from django.test import Client

from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.factories import make_committee_member, make_group_motion, make_item, make_motion
from tests.motions.order_paper.factories import make_issued, make_order_paper
from tests.motions.page_text import articles, ask, links, source
from tests.motions.reports.test_workflow import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def motion() -> Motion:
    item = make_item(title="Housing & homes")
    make_group_motion(item, title="Homes for *all*")
    return make_motion(item)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_index_by_submitter_says_the_same_as_page_and_file(
    client: Client, motion: Motion, suffix: str
) -> None:
    address = f"{motion.conference.get_absolute_url()}papers/submitters"
    page = client.get(f"{address}/")
    assert said_by(ask(client, address + suffix)[1], suffix) == squeezed(articles(page)[0])
    assert f"{address}/" in links(client.get(motion.conference.get_absolute_url()))
    assert motion.get_absolute_url() in " ".join(links(page))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_report_says_the_same_as_page_and_file(client: Client, motion: Motion, suffix: str) -> None:
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    address = make_report(motion.conference).get_absolute_url()
    said = said_by(ask(client, address.rstrip("/") + suffix)[1], suffix)
    assert said == squeezed(articles(client.get(address))[0])
    assert "1B)Organisersforeveryregion(Threesignatories)" in said
    assert address in links(client.get(motion.conference.get_absolute_url()))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
@pytest.mark.parametrize("name", ["order-paper", "delegates-list"])
def test_an_issued_order_paper_says_the_same_as_page_and_file(client: Client, name: str, suffix: str) -> None:
    conference = make_issued()
    address = f"{conference.get_absolute_url()}papers/{name}"
    said = said_by(ask(client, address + suffix)[1], suffix)
    assert said == squeezed(articles(client.get(f"{address}/"))[0])
    assert "1B)Rent" in said
    assert f"{address}/" in links(client.get(conference.get_absolute_url()))


def test_an_order_paper_that_is_not_issued_is_nowhere(client: Client) -> None:
    conference, _ = make_order_paper()
    address = f"{conference.get_absolute_url()}papers/"
    paths = [f"{address}{name}{end}" for name in ("order-paper", "delegates-list") for end in ("/", ".pdf")]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert "Order paper<" not in source(client.get(conference.get_absolute_url()))
