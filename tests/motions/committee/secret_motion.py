"""A motion with a secret word in all its parts, hidden or shown, and where a reader still finds the word."""

from io import BytesIO
from zipfile import ZipFile

from django.test import Client
from django_tasks_db.models import DBTaskResult

from lla.accounts.models import User
from lla.papers import store
from lla.papers.tasks import forget_papers
from motions.committee import workflow as committee_workflow
from motions.motion.models import Motion
from motions.reading.documents import ConferenceDocument
from tests.lla.papers.drawn_files import said_by
from tests.motions.factories import (
    make_committee_member,
    make_conference,
    make_item,
    make_motion,
    make_person,
)
from tests.motions.page_text import revise, source

SECRET = "Xylophones"
REASON = "It named somebody who is not in public life."


def make_secret(**fields: object) -> Motion:
    """A public motion whose title, body, appendix, reason to revise and mover all hold the word."""
    item = make_item(make_conference("Spring Conference"), "Music")
    motion = make_motion(
        item,
        title=f"{SECRET} for all",
        body=f"- Buy {SECRET}.",
        appendix=f"- {SECRET} prices.",
        mover=make_person(f"Asha {SECRET}"),
        **fields,
    )
    revise(motion, title=f"More {SECRET}", body=f"- Buy more {SECRET}.", why=f"Too few {SECRET}")
    make_motion(item, title="Drums")
    return Motion.objects.for_papers().get(pk=motion.pk)


def work() -> None:
    """Remove the files that the worker was asked to remove."""
    for asked in DBTaskResult.objects.filter(task_path="lla.tasks.forget_papers"):
        forget_papers.func(*asked.args_kwargs["args"])
        asked.delete()


def hide(motion: Motion, *, number: int | None = None, by: User | None = None) -> None:
    by = by or make_committee_member()
    committee_workflow.propose_hiding(motion, by=by, number=number, reason=REASON)
    committee_workflow.second(motion, by=make_committee_member())


def show(motion: Motion) -> None:
    ruling = motion.rulings.exclude(decided_at=None).filter(ended_at=None).get()
    committee_workflow.propose_showing(
        motion, by=make_committee_member(), hidden_by=ruling, reason="It was a mistake."
    )
    committee_workflow.second(motion, by=make_committee_member())


def redact(motion: Motion, *passages: str) -> None:
    committee_workflow.propose_redaction(motion, by=make_committee_member(), passages=passages, reason=REASON)
    committee_workflow.second(motion, by=make_committee_member())


def pages(motion: Motion) -> list[str]:
    own = motion.get_absolute_url()
    return [
        *("/", motion.conference.get_absolute_url(), motion.item.get_absolute_url()),
        *(own, f"{own}revisions/1/", f"{own}revisions/2/", f"{own}changes/1/2/"),
        *(f"/search/?q={SECRET}", "/search/?q=buy", f"/search/?q=Asha+{SECRET}"),
    ]


def files(motion: Motion) -> list[tuple[str, str]]:
    """The address without its ending and the ending, of every file that holds the motion."""
    own = motion.get_absolute_url().rstrip("/")
    places = (own, f"{own}/revisions/1", f"{own}/revisions/2", motion.item.get_absolute_url().rstrip("/"))
    return [(place, suffix) for place in places for suffix in (".pdf", ".docx")]


def saying(client: Client, motion: Motion, word: str = SECRET) -> list[str]:
    """The pages and files that say a word; a search repeats what was asked for."""
    found = []
    for address in pages(motion):
        asked_for = (
            0 if "/search/" not in address else source(client.get("/search/?q=" + word + "qq")).count(word)
        )
        page = source(client.get(address))
        if page.count(word) > (asked_for if word in address else 0):
            found.append(address)
    for place, suffix in files(motion):
        response = client.get(place + suffix)
        if word in said_by(response.getvalue(), suffix) or word.lower() in str(response.headers).lower():
            found.append(place + suffix)
    return found


def booklets(motion: Motion) -> str:
    """Everything that the whole conference's files say, those inside the zip too."""
    said = ""
    for suffix in (".pdf", ".docx", ".zip"):
        thing = ConferenceDocument(motion.conference_id).read(suffix)
        with store.make(thing, suffix).file.open("rb") as file:
            content = file.read()
        if suffix != ".zip":
            said += said_by(content, suffix)
            continue
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                said += name + said_by(archive.read(name), "." + name.rsplit(".", 1)[1])
    return said
