"""Files say what their page says, are made once and sent as they are kept; large ones are waited for."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.timezone import localdate
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from lla.papers import store
from lla.papers.blocks import Booklet
from lla.papers.models import Paper
from lla.text.reading import parse
from lla.time.wording import short_day
from motions.agenda.choices import Publishing
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from motions.motion.texts import Text
from motions.reading import tasks as reading_tasks
from motions.reading.documents import ConferenceDocument, ItemDocument, MotionDocument
from tests.background_work import work
from tests.lla.papers.drawn_files import said_by, squeezed, text_of_word, texts_by_libreoffice
from tests.lla.wordfile.marked_files import read
from tests.motions.factories import (
    make_amendment,
    make_committee_member,
    make_conference,
    make_group_motion,
    make_item,
    make_motion,
    make_person,
    make_signatory,
    mover_of,
)
from tests.motions.page_text import articles, ask, heading, links, main
from tests.organisers.factories import make_group

pytestmark = pytest.mark.django_db

RICH = """Conference notes:

- Groups in Łódź and Győr are “far apart” – by train.

Conference resolves:

1. To appoint organisers who:
   - keep a **list**;
   - meet each quarter:
     - by *bicycle*.
2. To read [our page](https://example.org/page). 🎉
"""
# Five hundred clauses are more than is drawn while a reader waits.
LONG = "\n".join(f"- Clause of some length, number {number}." for number in range(500))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_motions_files_say_what_its_page_says(client: Client, suffix: str) -> None:
    motion = make_motion(
        title="Organisers & “friends”",
        body=RICH,
        appendix="## Rules\n\n- One.\n  - Two.",
        mover=make_person("Łukasz Żuraw", group_name="Tyneside"),
    )
    make_signatory(motion, make_person("Quiet Person", name_public=False))
    page = articles(client.get(motion.get_absolute_url()))[0]
    _, content = ask(client, f"/motions/{motion.reference}{suffix}")
    assert said_by(content, suffix) == squeezed(page)
    assert "2.2.1bybicycle." in said_by(content, suffix)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_an_earlier_texts_files_say_what_its_page_says(client: Client, suffix: str) -> None:
    motion = make_motion(title="First", body=RICH)
    backing_workflow.revise(motion, Text.of("Second", "- New."), by=mover_of(motion), why="", base=1)
    address = f"/motions/{motion.reference}/revisions/1"
    page = articles(client.get(f"{address}/"))[0]
    _, content = ask(client, f"{address}{suffix}")
    assert "Ithasbeenreplaced" in squeezed(page)
    assert said_by(content, suffix) == squeezed(page)


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_an_items_files_say_what_its_page_says_in_the_same_order(client: Client, suffix: str) -> None:
    item = make_item(title="Housing", introduction="Where we *live*.")
    make_group_motion(item, title="Homes", body=RICH, group=make_group("Weald Left Network"))
    gone = make_motion(item, title="Goes")
    make_motion(item, title="Rents")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    answer = client.get(item.get_absolute_url())
    today = short_day(localdate())
    front = [
        f"{heading(answer)} Where we live. A Homes",
        f"Weald Left Network · received {today} B withdrawn",
        "C Rents",
        f"Three signatories · received {today}",
    ]
    _, content = ask(client, f"{item.get_absolute_url().rstrip('/')}{suffix}")
    said = said_by(content, suffix)
    # In print each line of the index also says the page it leads to.
    assert re.match(r"\d*".join(re.escape(squeezed(piece)) for piece in front), said)
    assert said.endswith(squeezed("".join(articles(answer))))


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_the_conferences_files_hold_every_items_motions_in_order(client: Client, suffix: str) -> None:
    conference = make_conference("Annual conference")
    items = [make_item(conference, title) for title in ("Elections", "Housing", "Transport")]
    for item in items[1:]:
        make_motion(item, title=f"On {item.title}")
    texts = [squeezed(articles(client.get(item.get_absolute_url()))[0]) for item in items[1:]]
    _, content = ask(client, f"/conferences/{conference.slug}/motions{suffix}")
    said = said_by(content, suffix)
    places = [said.index(text) for text in texts]
    assert places == sorted(places)
    assert said.endswith(texts[-1])


def test_libreoffice_reads_from_an_items_word_file_what_the_page_says(client: Client, tmp_path: Path) -> None:
    item = make_item(title="Housing")
    make_motion(item, title="Homes", body=RICH)
    make_motion(item, title="Rents", appendix="- More.")
    content = ask(client, f"{item.get_absolute_url().rstrip('/')}.docx")[1]
    read = texts_by_libreoffice({"item": content}, tmp_path)["item"]
    page = "".join(articles(client.get(item.get_absolute_url())))
    assert read.endswith(squeezed(page))


def test_files_are_sent_with_their_type_a_plain_name_and_a_mark_of_their_version(client: Client) -> None:
    motion = make_motion(title='Łódź & "friends"\u202e; filename=evil.exe')
    pdf, word = (client.get(f"/motions/{motion.reference}.{suffix}") for suffix in ("pdf", "docx"))
    stem = f"{motion.reference}-%C5%82%C3%B3d%C5%BA-friends-filename-evil-exe"
    assert (pdf["Content-Type"], word["Content-Type"]) == ("application/pdf", WORD)
    assert pdf["Content-Disposition"] == f"inline; filename*=utf-8''{stem}.pdf"
    assert word["Content-Disposition"] == f"attachment; filename*=utf-8''{stem}.docx"
    for answer in (pdf, word):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "no-cache"
        assert int(answer["Content-Length"]) == len(answer.getvalue())


def test_who_has_the_file_already_is_told_so_until_it_changes(client: Client) -> None:
    motion = make_motion(title="First")
    address = f"/motions/{motion.reference}.docx"
    first = client.get(address)
    first.getvalue()
    marks = {"If-None-Match": first["ETag"]}
    dates = {"If-Modified-Since": first["Last-Modified"]}
    assert [client.get(address, headers=held).status_code for held in (marks, dates)] == [304, 304]
    backing_workflow.revise(motion, Text.of("Second", "- New."), by=mover_of(motion), why="", base=1)
    changed = client.get(address, headers=marks)
    assert changed.status_code == 200
    assert "Second" in text_of_word(changed.getvalue())
    assert changed["ETag"] != first["ETag"]


def test_a_file_is_made_once_and_again_if_it_has_gone(client: Client) -> None:
    motion = make_motion()
    address = f"/motions/{motion.reference}.docx"
    content = ask(client, address)[1]
    row = Paper.objects.get()
    assert ask(client, address)[1] == content
    assert Paper.objects.get() == row
    row.file.storage.delete(str(row.file.name))
    assert said_by(ask(client, address)[1], ".docx") == said_by(content, ".docx")


def test_a_reader_never_gets_a_damaged_file(client: Client) -> None:
    motion = make_motion()
    address = f"/motions/{motion.reference}.docx"
    content = ask(client, address)[1]
    storage, name = Paper.objects.get().file.storage, str(Paper.objects.get().file.name)
    for damage in (b"", content[:-1], b"X" + content[1:]):
        storage.delete(name)
        storage.save(name, ContentFile(damage))
        assert said_by(ask(client, address)[1], ".docx") == said_by(content, ".docx")


def test_a_large_file_that_is_damaged_is_waited_for_again(client: Client) -> None:
    motion = make_motion(title="At length", body=LONG)
    address = f"/motions/{motion.reference}.pdf"
    row = store.make(MotionDocument(motion.pk).read(".pdf"), ".pdf")
    assert ask(client, address)[0] == 200
    row.file.storage.delete(str(row.file.name))
    assert client.get(address).status_code == 202


def test_a_booklet_and_the_zip_leave_out_what_is_not_public(client: Client) -> None:
    conference = make_conference(publishing=Publishing.AFTER_RULING)
    item = make_item(conference, "Housing")
    hidden = make_motion(item, title="Unheard of")
    member = make_committee_member()
    committee_workflow.rule_in_order(make_motion(item, title="Well known"), by=member)
    base = f"/conferences/{conference.slug}"

    def everything() -> str:
        files = {suffix: ask(client, f"{base}/motions{suffix}")[1] for suffix in (".pdf", ".docx")}
        files |= {
            f"item{suffix}": ask(client, f"{base}/{item.slug}{suffix}")[1] for suffix in (".pdf", ".docx")
        }
        store.make(ConferenceDocument(conference.pk).read(".zip"), ".zip")
        zipped = ZipFile(BytesIO(ask(client, f"{base}/motions.zip")[1]))
        names = " ".join(zipped.namelist())
        return names + "".join(
            said_by(content, f".{name.rpartition('.')[2]}") for name, content in files.items()
        )

    before = everything()
    assert ("Wellknown" in before, "Unheardof" in before, "unheard" in before) == (True, False, False)
    committee_workflow.rule_in_order(hidden, by=member)
    after = everything()
    assert ("Wellknown" in after, "Unheardof" in after, "unheard" in after) == (True, True, True)


def test_the_zip_holds_the_booklets_and_each_motion_that_stands(client: Client) -> None:
    conference = make_conference()
    item = make_item(conference, "Housing")
    motion, gone = make_motion(item, title="Homes"), make_motion(item, title="Goes")
    backing_workflow.withdraw(gone, by=mover_of(gone), note="")
    answer = client.get(f"/conferences/{conference.slug}/motions.zip")
    names = ZipFile(BytesIO(answer.getvalue())).namelist()
    stems = [f"{conference.slug}-motions", f"{conference.slug}-{item.slug}", f"{motion.reference}-homes"]
    assert names == [f"{stem}{suffix}" for stem in stems for suffix in (".pdf", ".docx")]
    assert answer["Content-Disposition"] == f'attachment; filename="{conference.slug}-motions.zip"'


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_waited_for_on_a_page_that_ends_with_the_link(client: Client) -> None:
    motion = make_motion(title="At length", body=LONG)
    address = f"/motions/{motion.reference}.pdf"
    waiting = client.get(address)
    assert (waiting.status_code, waiting["Refresh"]) == (202, f"2; url={address}?wait")
    assert heading(waiting) == "Your file is being made"
    work()
    ready = client.get(f"{address}?wait")
    assert (ready.status_code, heading(ready)) == (200, "Your file is ready")
    assert address in links(ready)
    status, content = ask(client, address)
    assert status == 200
    assert said_by(content, ".pdf") == squeezed(articles(client.get(motion.get_absolute_url()))[0])


def test_the_page_says_how_far_a_booklet_is(client: Client) -> None:
    item = make_item(title="Housing")
    make_motion(item, title="At length", body=LONG)
    make_motion(item, title="Short")
    address = f"{item.get_absolute_url().rstrip('/')}.pdf"
    assert "We have just started." in main(client.get(address))
    booklet = ItemDocument(item.pk).read(".pdf")
    assert isinstance(booklet, Booklet)
    Paper.objects.create(key=store.key(booklet.parts[1], ".part"), suffix=".part", made_at=item.created_at)
    assert "1 of 2 parts are done." in main(client.get(address))


def test_many_who_wait_ask_once_and_a_forgotten_file_is_asked_for_again(client: Client) -> None:
    motion = make_motion(body=LONG)
    address = f"/motions/{motion.reference}.pdf"
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        for _ in range(3):
            assert client.get(address).status_code == 202
        assert DBTaskResult.objects.filter(task_path="lla.tasks.draw_document").count() == 1
        traveller.shift(121)
        for _ in range(3):
            client.get(address)
        assert DBTaskResult.objects.filter(task_path="lla.tasks.draw_document").count() == 2


def test_a_file_that_could_not_be_made_is_said_to_be_so(client: Client) -> None:
    motion = make_motion(body=LONG)
    address = f"/motions/{motion.reference}.pdf"
    client.get(address)
    Paper.objects.update(error="OSError")
    answer = client.get(f"{address}?wait")
    assert (answer.status_code, heading(answer)) == (503, "Your file could not be made")
    assert "Refresh" not in answer.headers


@pytest.mark.django_db(transaction=True)
def test_what_takes_longer_than_a_reader_can_wait_is_left_to_the_worker(
    client: Client, settings: Settings
) -> None:
    address = f"/motions/{make_motion().reference}.pdf"
    settings.SECONDS_AT_ONCE = 0.001
    assert (client.get(address).status_code, Paper.objects.get().made_at) == (202, None)
    work()
    assert ask(client, address)[0] == 200


@pytest.mark.django_db(transaction=True)
def test_what_the_worker_cannot_draw_is_said_in_words_and_not_tried_again_at_once(
    client: Client, settings: Settings
) -> None:
    motion = make_motion(body=LONG)
    address = f"/motions/{motion.reference}.pdf"
    settings.SECONDS_FOR_A_PAPER = 0.001
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        assert client.get(address).status_code == 202
        work()
        assert Paper.objects.values_list("error", "made_at").get() == ("OutOfTime", None)
        traveller.shift(3_600)
        answer = client.get(address)
        assert (answer.status_code, heading(answer)) == (503, "Your file could not be made")
        assert "It is too long for one PDF file." in main(answer)
        assert motion.get_absolute_url() in links(answer)
        assert DBTaskResult.objects.filter(task_path="lla.tasks.draw_document").count() == 1
        settings.SECONDS_FOR_A_PAPER = 120
        traveller.shift(timedelta(days=1))
        assert client.get(address).status_code == 202
        work()
    assert ask(client, address)[0] == 200


def test_one_motion_that_cannot_be_drawn_does_not_keep_the_others_from_their_readers(client: Client) -> None:
    """A text from before there were bounds: more than a booklet's part may take."""
    item = make_item(title="Housing")
    endless, short = make_motion(item, title="Endless"), make_motion(item, title="Homes", body="- Build.")
    booklet = motion_papers.of_item(item, [endless, short])
    parts = (replace(booklet.parts[0], blocks=parse("- a\n") * 40_000), booklet.parts[1])
    row = store.make(replace(booklet, parts=parts), ".pdf")
    with row.file.open("rb") as file:
        said = said_by(file.read(), ".pdf")
    assert "Thistextistoolongforafile.Youcanreaditonitspage." in said
    assert "1Build." in said
    failed = Paper.objects.exclude(error="")
    assert [(part.suffix, part.error, part.made_at) for part in failed] == [(".part", "OutOfTime", None)]


def test_the_sweep_makes_the_files_of_what_was_just_published_and_of_nothing_else(client: Client) -> None:
    item = make_item(make_conference(publishing=Publishing.AFTER_RULING))
    motion = make_motion(item)
    make_motion(item)
    reading_tasks.prepare_papers()
    assert Paper.objects.count() == 0
    committee_workflow.rule_in_order(motion, by=make_committee_member())
    reading_tasks.prepare_papers()
    now = Motion.objects.for_papers().get(pk=motion.pk)
    made = {store.key(motion_papers.of_motion(now), suffix) for suffix in (".pdf", ".docx")}
    assert set(Paper.objects.values_list("key", flat=True)) == made
    reading_tasks.prepare_papers()
    assert Paper.objects.count() == 2


def test_the_sweep_leaves_what_takes_long_to_whoever_asks_for_it(settings: Settings) -> None:
    make_motion(title="Homes")
    settings.SECONDS_AT_ONCE = 0.001
    reading_tasks.prepare_papers()
    assert list(Paper.objects.values_list("suffix", flat=True)) == [".docx"]


@pytest.mark.parametrize(
    "address", ["nowhere/motions.pdf", "nowhere/motions.zip", "nowhere/item.docx", "{}/no.pdf"]
)
def test_files_of_what_is_not_there_are_not_there(client: Client, address: str) -> None:
    conference = make_conference()
    assert client.get(f"/conferences/{address.format(conference.slug)}").status_code == 404
    assert client.get("/motions/m1.odt").status_code == 404


def test_an_empty_conference_has_files_all_the_same(client: Client) -> None:
    conference = make_conference("Annual conference")
    make_item(conference, "Housing")
    content = ask(client, f"/conferences/{conference.slug}/motions.pdf")[1]
    said = said_by(content, ".pdf")
    assert said.endswith(f"Nomotionshavebeenreceivedon:{squeezed(str(conference.items.get()))}.")


def test_an_amendments_page_leads_to_the_motion_with_its_changes_tracked(client: Client) -> None:
    motion = make_motion(make_item(), body=RICH)
    amendment = make_amendment(motion, old="each quarter", new="each month")
    address = f"{amendment.get_absolute_url()}amended.docx"
    assert address in links(client.get(amendment.get_absolute_url()))
    assert address not in links(client.get(motion.get_absolute_url()))
    returned = read(client.get(address).getvalue())
    assert returned.refused.body == motion.text.body
    assert returned.accepted.body == amendment.text.body
    wrong = (f"{motion.get_absolute_url()}amended.docx", f"{amendment.get_absolute_url()}amend.docx")
    assert [client.get(path).status_code for path in wrong] == [404, 404]
