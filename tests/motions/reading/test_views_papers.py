"""The papers of a conference as pages: the same words as their files, and linked from the conference."""

import pytest
from django.test import Client

from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from tests.lla.papers.drawn_files import said_by, squeezed
from tests.motions.factories import make_committee_member, make_group_motion, make_item, make_motion
from tests.motions.page_text import articles, ask, links
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
