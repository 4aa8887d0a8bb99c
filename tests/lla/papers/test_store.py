"""A drawn file is kept under the hash of all that went into it, and made once."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from pytest_django import Settings

from lla.papers import store
from lla.papers.blocks import Archive, Booklet, Index, IndexLine, Paper
from lla.papers.folder_storage import Folder
from lla.papers.models import Paper as Row
from lla.papers.store import fetch, filename, key, make
from lla.text.reading import parse
from tests.lla.papers.drawn_files import squeezed, text_of_pdf
from tests.lla.papers.sample_papers import make_booklet

pytestmark = pytest.mark.django_db


def make_small(title: str = "Small") -> Paper:
    return Paper(title, parse("One clause"), filename_stem=title)


def content(row: Row) -> bytes:
    with store.open_file(row) as file:
        read: bytes = file.read()
    return read


def overwrite(row: Row, words: bytes) -> None:
    """As a full disk, a copy that broke off, or somebody's editor leaves a file."""
    storage, name = row.file.storage, str(row.file.name)
    storage.delete(name)
    storage.save(name, ContentFile(words))


def test_nothing_is_there_until_it_is_made() -> None:
    paper = make_small("Not yet")
    before = fetch(paper, ".pdf")
    made = make(paper, ".pdf")
    assert (before, fetch(paper, ".pdf"), made.size) == (None, made, len(content(made)))


def test_making_again_is_finding() -> None:
    first, second = make(make_small(), ".docx"), make(make_small(), ".docx")
    assert (first.pk, first.made_at) == (second.pk, second.made_at)


def test_a_file_that_has_gone_is_made_anew() -> None:
    row = make(make_small("Gone"), ".docx")
    row.file.storage.delete(str(row.file.name))
    assert fetch(make_small("Gone"), ".docx") is None
    assert content(make(make_small("Gone"), ".docx"))[:2] == b"PK"


@pytest.mark.parametrize("how", ["emptied", "cut short", "one byte changed", "gone"])
def test_a_damaged_file_is_noticed_when_it_is_read_and_drawn_again(how: str) -> None:
    paper = make_small(f"Damaged {how}")
    row = make(paper, ".docx")
    whole = content(row)
    left = {"emptied": b"", "cut short": whole[:-1], "one byte changed": b"X" + whole[1:]}
    if how in left:
        overwrite(row, left[how])
    else:
        row.file.storage.delete(str(row.file.name))
    with pytest.raises(store.Damaged):
        store.open_file(row)
    assert fetch(paper, ".docx") is None
    assert store.content(paper, ".docx")[:2] == b"PK"
    overwrite(make(paper, ".docx"), b"")
    assert store.content(paper, ".docx")[:2] == b"PK"


def test_a_damaged_part_of_a_booklet_is_drawn_again() -> None:
    parts = [make_small(f"Whole {at}") for at in range(2)]
    make(make_booklet(*parts), ".pdf")
    overwrite(Row.objects.get(key=key(parts[0], ".part")), b"%PDF-")
    again = make_booklet(*parts, make_small("Whole 2"))
    assert "Whole01Oneclause" in squeezed(text_of_pdf(content(make(again, ".pdf"))))


def test_a_file_is_written_beside_its_name_and_renamed(tmp_path: Path) -> None:
    folder = Folder(location=tmp_path)
    seen = []

    class Watched(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            seen.append(sorted(path.name for path in (tmp_path / "ab").iterdir()))
            yield b" and half"

    folder.save("ab/one.pdf", Watched(b""))
    assert seen == [["one.pdf.part"]]
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "ab").iterdir()] == [
        ("one.pdf", b"half and half")
    ]


def test_whoever_is_killed_while_writing_leaves_nothing_under_the_name(tmp_path: Path) -> None:
    folder = Folder(location=tmp_path)

    class Broken(ContentFile):  # type: ignore[type-arg]
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        folder.save("ab/one.pdf", Broken(b""))
    assert folder.exists("ab/one.pdf") is False
    folder.save("ab/one.pdf", ContentFile(b"whole"))
    assert folder.listdir("ab") == ([], ["one.pdf"])


def test_the_key_changes_with_words_suffix_and_organisation(settings: Settings) -> None:
    paper = make_small()
    keys = [key(paper, ".pdf"), key(paper, ".docx"), key(replace(paper, title="Other"), ".pdf")]
    settings.ORGANISATION = settings.ORGANISATION | {"name": "Another Network"}
    keys.append(key(paper, ".pdf"))
    assert len(set(keys)) == 4
    assert key(make_small(), ".pdf") == key(make_small(), ".pdf")


def test_after_one_change_only_that_part_is_drawn_again() -> None:
    parts = [make_small(f"Part {at}") for at in range(3)]
    make(make_booklet(*parts), ".pdf")
    before = set(Row.objects.values_list("key", flat=True))
    changed = [*parts[:2], make_small("Part new")]
    make(make_booklet(*changed), ".pdf")
    after = set(Row.objects.values_list("key", flat=True))
    assert after - before == {key(make_booklet(*changed), ".pdf"), key(changed[2], ".part")}


def test_a_kept_part_that_lists_a_document_by_its_title_goes_with_it() -> None:
    listing = Paper("All", (Index((IndexLine("A", "A title", anchor="m42"),)),))
    make(make_booklet(listing, make_small("Other")), ".pdf")
    assert store.forget("m42") == 2
    assert [row.key for row in Row.objects.all()] == [key(make_small("Other"), ".part")]


def test_many_parts_are_drawn_by_processes_of_their_own_in_their_order() -> None:
    parts = [make_small(f"Part {at}") for at in range(14)]
    said = squeezed(text_of_pdf(content(make(make_booklet(*parts), ".pdf"))))
    body = said[said.index("Part01Oneclause") :]
    assert body == "".join(f"Part{at}1Oneclause" for at in range(14))


def test_a_zip_holds_each_paper_as_pdf_and_word_under_safe_names() -> None:
    papers: tuple[Paper | Booklet, ...] = (make_small("A) Łódź / ../etc"), make_small("A) Łódź: ..etc"))
    with ZipFile(BytesIO(content(make(Archive("All motions", papers), ".zip")))) as archive:
        assert archive.namelist() == [
            "a-łódź-etc.pdf",
            "a-łódź-etc.docx",
            "a-łódź-etc-2.pdf",
            "a-łódź-etc-2.docx",
        ]
        assert archive.testzip() is None


def test_file_names_are_letters_of_any_script_figures_and_hyphens() -> None:
    titles = ("C) Élan!", "שלום", 'a"\r\nSet-Cookie: x', "x" * 200, "../\u202egpj.", "Women’s day", "王" * 90)
    named = [filename(make_small(title), ".pdf") for title in titles]
    assert named == [
        "c-élan.pdf",
        "שלום.pdf",
        "a-set-cookie-x.pdf",
        "x" * 80 + ".pdf",
        "gpj.pdf",
        "womens-day.pdf",
        "王" * 66 + ".pdf",
    ]
    assert filename(make_booklet(), ".pdf") == "motions-to-the-annual-conference-2027.pdf"


def test_what_cannot_be_drawn_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"Nothing is drawn as \.zip from Paper"):
        make(make_small(), ".zip")


@pytest.mark.django_db(transaction=True)
def test_two_who_make_one_paper_at_once_get_one_file() -> None:
    paper = make_small(f"Raced {uuid4()}")
    start = threading.Barrier(2)
    rows: list[Row] = []

    def draw() -> None:
        start.wait()
        try:
            rows.append(store.make(paper, ".docx"))
        finally:
            connection.close()

    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (row,) = Row.objects.filter(key=key(paper, ".docx"))
    assert [found.file.name for found in rows] == [row.file.name] * 2
    _, files = row.file.storage.listdir(row.key[:2])
    assert [name for name in files if name.startswith(row.key)] == [f"{row.key}.docx"]
