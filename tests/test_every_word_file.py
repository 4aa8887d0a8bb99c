"""Every Word file of the site keeps to Word's rules, and LibreOffice reads the same words in it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lla.acts.actors import SYSTEM
from lla.papers import store
from lla.papers.blocks import Archive
from motions.backing import workflow as backing_workflow
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reading.documents import ConferenceDocument
from organisers.contacts.choices import Detail, Purpose
from organisers.editions import papers as editions_papers
from organisers.lists.choices import ListFormat
from organisers.symposia.models import ActionPoint
from organisers.symposia.workflow import lifecycle
from socialmedia.guidelines.choices import Level
from socialmedia.posts.models import DayVerdict
from socialmedia.reports import workflow as reports_workflow
from socialmedia.reports.models import Report
from socialmedia.statistics.models import WeekFigures
from socialmedia.team.choices import Role
from tests.factories import make_user, sign_in
from tests.lla.papers.drawn_files import squeezed, text_of_word, texts_by_libreoffice
from tests.lla.papers.names_in_scripts import NAMES
from tests.motions.factories import (
    make_amendment,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.motions.order_paper.factories import make_issued
from tests.motions.page_text import ask
from tests.motions.reports.test_workflow import make_report
from tests.organisers.factories import make_group, make_organiser, make_region
from tests.organisers.lists import factories
from tests.organisers.symposia.factories import make_confirmed
from tests.site_addresses import every_address
from tests.socialmedia.factories import make_channel, make_guidelines, make_member
from tests.word_rules import faults

BODY = """Conference notes:

- “Difficult” *groups* in Łódź, see [our **page**](https://example.org/page?a=1&b=(2)):
  1. one thing
  2. another:
     - **bold**, שלום, مرحبا
- And https://example.org/b.

# A part

A paragraph.
"""
# Where the format is chosen in a form and not in the address.
ASKED_FOR = {"organisers:contact_list_file"}
Files = Iterator[tuple[str, bytes]]


def given(client: Client, name: str, **about: Any) -> bytes:
    status, content = ask(client, reverse(name, kwargs=about))
    assert status == 200, name
    return content


def of_motions() -> Files:
    item = make_item(title="Housing & homes", introduction="Where we *live*.")
    motion = make_motion(
        item, title=f"{NAMES['Urdu']} and others", body=BODY, appendix="## Rules\n\n- One.\n  - Two."
    )
    for name in NAMES.values():
        make_signatory(motion, make_person(name))
    backing_workflow.revise(motion, Text.of("Second", BODY), by=mover_of(motion), why="", base=1)
    gone = make_motion(item, title="Goes")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    make_item(item.conference, "Nothing yet")
    slug, reference, client = item.conference.slug, motion.reference, Client()
    yield "motions:motion_file", given(client, "motions:motion_file", pk=reference, suffix="docx")
    yield "motions:amendable_file", given(client, "motions:amendable_file", pk=reference, suffix="docx")
    motion = Motion.objects.main().get(pk=motion.pk)
    amendment = make_amendment(motion, old="one thing", new="one more thing").reference
    yield "motions:amended_file", given(client, "motions:amended_file", pk=amendment, suffix="docx")
    yield "motions:amendments_file", given(client, "motions:amendments_file", pk=reference, suffix="docx")
    merged = {"pk": reference, "chosen": [amendment], "suffix": "docx"}
    yield "motions:merged_file", given(client, "motions:merged_file", **merged)
    revision = {"pk": reference, "number": 1, "suffix": "docx"}
    yield "motions:revision_file", given(client, "motions:revision_file", **revision)
    about = {"conference": slug, "item": item.slug, "suffix": "docx"}
    yield "motions:item_file", given(client, "motions:item_file", **about)
    yield "motions:conference_file", given(client, "motions:conference_file", conference=slug, suffix="docx")
    yield "motions:submitters_file", given(client, "motions:submitters_file", conference=slug, suffix="docx")
    issued = {"conference": make_issued().slug, "suffix": "docx"}
    for name in ("motions:order_paper_file", "motions:delegates_list_file"):
        yield name, given(client, name, **issued)
    report = make_report(item.conference)
    yield (
        "motions:report_file",
        given(client, "motions:report_file", conference=slug, number=report.number, suffix="docx"),
    )
    archive = ConferenceDocument(item.conference_id).read(".zip")
    assert isinstance(archive, Archive)
    for paper in archive.papers:
        yield f"motions:conference_file, in the zip file: {paper.title}", store.content(paper, ".docx")


def of_organisers() -> Files:
    region = make_region()
    organiser = make_organiser(region)
    group = make_group(f"{NAMES['Hebrew']} Left", region=region)
    factories.make_allowing(Purpose.SYMPOSIUM, group=group, name=NAMES["Arabic"])
    symposium = make_confirmed(region)
    assert symposium.starts_at
    lifecycle.write(symposium, paper="agenda", words=BODY)
    lifecycle.add_point(symposium, ActionPoint(words="Write to the council", owner=NAMES["Hebrew"]))
    lifecycle.publish(symposium, paper="agenda", by=SYSTEM)
    client = sign_in(Client(), organiser)
    about = {"region": region.slug, "quarter": symposium.quarter, "paper": "agenda", "suffix": "docx"}
    for name in ("organisers:symposium_file", "organisers:desk_symposium_file"):
        yield name, given(client, name, **about)
    del about["paper"]
    yield "organisers:symposium_sign_in", given(client, "organisers:symposium_sign_in", **about)
    asked = factories.ask(organiser, region, columns=tuple(Detail))
    address = reverse("organisers:contact_list_file", kwargs={"region": region.slug, "pk": asked.pk})
    yield "organisers:contact_list_file", client.post(address, {"format": ListFormat.WORD}).content


def of_social_media() -> Files:
    page = make_channel(f"Our page, {NAMES['Hebrew']}")
    make_guidelines()
    yield "socialmedia:guideline_file", given(Client(), "socialmedia:guideline_file", number=1, suffix="docx")
    for day in range(1, 32):
        DayVerdict.objects.create(channel=page, on=date(2027, 1, day), posts=day % 4, level=Level.PASS)
    WeekFigures.objects.create(channel=page, week=date(2027, 1, 4), followers=90, by=make_user())
    report = Report.objects.create(month=date(2027, 1, 1), opening=BODY)
    reports_workflow.send(report, sent_by=make_user(), by=SYSTEM)
    client = sign_in(Client(), make_member(role=Role.MANAGER))
    yield (
        "socialmedia:report_file",
        given(client, "socialmedia:report_file", month=report.month, suffix="docx"),
    )


@pytest.fixture
def files(db: None) -> dict[str, bytes]:
    """Each Word file by the name of its address."""
    found = dict([*of_motions(), *of_organisers()])
    with time_machine.travel(date(2027, 2, 3), tick=False):
        return found | dict(of_social_media())


def test_every_address_that_gives_a_word_file_is_asked_for_one(files: dict[str, bytes]) -> None:
    given = {address.name for address in every_address() if "docx" in address.formats}
    assert {name.partition(",")[0] for name in files} == given | ASKED_FOR
    assert len(files) > len(given | ASKED_FOR)
    assert ListFormat.WORD not in editions_papers.FORMATS


def test_word_files_are_opened_without_complaint_by_words_own_rules(files: dict[str, bytes]) -> None:
    found = {name: faults(content) for name, content in files.items()}
    assert {name: sentences for name, sentences in found.items() if sentences} == {}


def test_libreoffice_reads_the_words_of_each_word_file(files: dict[str, bytes], tmp_path: Path) -> None:
    wanted = {name: squeezed(text_of_word(content, pictures=False)) for name, content in files.items()}
    assert texts_by_libreoffice(files, tmp_path) == wanted
    assert min(map(len, wanted.values())) > 50
