"""A conference chooses whether each motion begins a new page in its booklets or follows the one before it."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from lla.papers import store
from lla.papers.blocks import Booklet, Run
from lla.papers.blocks import Paper as Sheet
from lla.papers.models import Paper
from motions.agenda.choices import Binding, EndedText
from motions.agenda.models import AgendaItem
from motions.backing import workflow as backing_workflow
from motions.committee import workflow as committee_workflow
from motions.motion import papers as motion_papers
from motions.motion.models import Motion
from motions.reading.documents import ConferenceDocument, ItemDocument
from tests.desk_forms import change_page, sent_from
from tests.factories import make_staff, sign_in
from tests.lla.papers.drawn_files import said_by
from tests.motions.committee.secret_motion import work
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    make_person,
    mover_of,
)
from tests.motions.page_text import ask

pytestmark = pytest.mark.django_db

SECRET = "Xylophones"
REASON = "It named somebody who is not in public life."


def make_music() -> AgendaItem:
    """An item with two motions, of which the first holds the word, beside another item with one."""
    conference = make_conference("Spring Conference", binding=Binding.RUN_ON, ended_text=EndedText.HIDDEN)
    music, trains = make_item(conference, "Music"), make_item(conference, "Trains")
    make_motion(
        music,
        title=f"{SECRET} for all",
        body=f"- Buy {SECRET}.",
        appendix=f"- {SECRET} prices.",
        mover=make_person(f"Asha {SECRET}"),
    )
    make_motion(music, title="Drums")
    make_motion(trains, title="Sleepers")
    return music


def draw_in_every_binding(item: AgendaItem) -> None:
    """Every file of an item and of its conference, as they are then."""
    for binding in Binding:
        item.conference.binding = binding
        item.conference.save()
        for suffix in (".pdf", ".docx"):
            store.make(ItemDocument(item.pk).read(suffix), suffix)
            store.make(ConferenceDocument(item.conference_id).read(suffix), suffix)
        store.make(ConferenceDocument(item.conference_id).read(".zip"), ".zip")


def said_in_kept_papers() -> str:
    """Everything that all kept files say, parts of booklets and the files inside a zip too."""
    said = ""
    for row in Paper.objects.exclude(made_at=None):
        with store.open_file(row) as file:
            content: bytes = file.read()
        if row.suffix == ".zip":
            with ZipFile(BytesIO(content)) as archive:
                for name in archive.namelist():
                    said += name + said_by(archive.read(name), "." + name.rsplit(".", 1)[1])
        else:
            said += said_by(content, ".docx" if row.suffix == ".docx" else ".pdf")
    return said.lower()


def second(motion: Motion) -> None:
    committee_workflow.second(motion, by=make_committee_member())


def hide(motion: Motion) -> None:
    committee_workflow.propose_hiding(motion, by=make_committee_member(), number=None, reason=REASON)
    second(motion)


def redact(motion: Motion) -> None:
    committee_workflow.propose_redaction(motion, by=make_committee_member(), passages=[SECRET], reason=REASON)
    second(motion)


def withdraw(motion: Motion) -> None:
    backing_workflow.withdraw(motion, by=mover_of(motion), note="")


@pytest.mark.parametrize("end", [hide, redact, withdraw])
def test_no_kept_paper_of_either_binding_says_what_was_taken_down(end: Callable[[Motion], None]) -> None:
    item = make_music()
    draw_in_every_binding(item)
    assert said_in_kept_papers().count(SECRET.lower()) > 8
    end(Motion.objects.for_papers().get(current__title__contains=SECRET))
    work()
    assert SECRET.lower() not in said_in_kept_papers()
    draw_in_every_binding(item)
    said = said_in_kept_papers()
    assert "drums" in said
    # The mover's name stays beside a text from which words were taken out.
    assert said.count(SECRET.lower()) == said.count(f"asha{SECRET.lower()}")
    assert (SECRET.lower() in said) == (end is redact)


def test_both_booklets_run_on_and_a_motions_own_file_stays_the_same(client: Client) -> None:
    item = make_music()
    motion = item.motions.for_papers().first()
    assert motion
    own = motion_papers.of_motion(motion)
    runs = {}
    for binding in Binding:
        item.conference.binding = binding
        item.conference.save()
        whole = ConferenceDocument(item.conference_id).read(".pdf")
        one = ItemDocument(item.pk).read(".pdf")
        assert isinstance(whole, Booklet)
        assert isinstance(one, Booklet)
        runs[binding] = [[type(part) for part in booklet.bound] for booklet in (whole, one)]
        assert motion_papers.of_motion(Motion.objects.for_papers().get(pk=motion.pk)) == own
    assert runs[Binding.RUN_ON] == [[Run, Run], [Run]]
    assert runs[Binding.NEW_PAGES] == [[Sheet] * 5, [Sheet] * 2]


def test_a_change_to_one_motion_draws_its_items_run_and_no_other() -> None:
    item = make_music()
    thing = ConferenceDocument(item.conference_id).read(".pdf")
    store.make(thing, ".pdf")
    before = set(Paper.objects.filter(suffix=".part").values_list("key", flat=True))
    withdraw(item.motions.get(current__title="Drums"))
    store.make(ConferenceDocument(item.conference_id).read(".pdf"), ".pdf")
    after = set(Paper.objects.filter(suffix=".part").values_list("key", flat=True))
    assert (len(before), len(after - before), len(before - after)) == (2, 1, 0)


def test_conference_chooses_in_the_admin_site_and_the_file_follows(client: Client) -> None:
    item = make_music()
    conference = item.conference
    conference.binding = Binding.NEW_PAGES
    conference.save()
    address = f"{conference.get_absolute_url()}motions.pdf"
    first = ask(Client(), address)[1]
    desk = sign_in(client, make_staff())
    change = change_page(conference)
    form = desk.get(change).context["adminform"].form
    assert dict(form.fields["binding"].choices) == {
        "new_pages": "Each motion starts a new page",
        "run_on": "Motions follow one another (saves paper)",
    }
    answer = desk.post(change, sent_from(desk, conference, binding=Binding.RUN_ON))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    conference.refresh_from_db()
    assert conference.run_on
    then = ask(Client(), address)[1]
    assert said_by(first, ".pdf").endswith(said_by(then, ".pdf")[-200:])
    assert len(first) > len(then)
