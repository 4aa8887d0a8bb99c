"""Papers in a bucket of an S3-compatible store: any number of machines share them without a common disk."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from botocore.exceptions import ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.test import Client, RequestFactory
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from localbucket import S3Handler

from lla.papers import store, tasks
from lla.papers.blocks import Archive
from lla.papers.models import Paper as Row
from lla.papers.responses import paper_file
from lla.site import health
from tests.background_work import work
from tests.lla.papers.drawn_files import said_by, squeezed, text_of_pdf
from tests.lla.papers.sample_papers import make_booklet
from tests.lla.papers.test_store import content, make_small
from tests.lla.test_settings import PRODUCTION, read
from tests.motions.factories import make_motion
from tests.motions.page_text import ask, heading, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store keeps the bucket's objects."""
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server that answers with this."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def endpoint(folder: Path) -> Iterator[str]:
    with serving(type("Handler", (S3Handler,), {"data_root": folder.parent})) as address:
        yield address


def a_machine(endpoint: str) -> Storage:
    """The storage that production's settings give a machine with this environment."""
    environment = {
        "PAPERS_S3_BUCKET": "papers",
        "PAPERS_S3_ENDPOINT": endpoint,
        "PAPERS_S3_REGION": "eu-west-2",
    }
    storages = json.loads(read("production", "STORAGES", **PRODUCTION, **environment).stdout)["STORAGES"]
    storage: Storage = import_string(storages["papers"]["BACKEND"])(**storages["papers"]["OPTIONS"])
    return storage


def use(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers go there from now on."""
    monkeypatch.setattr(Row._meta.get_field("file"), "storage", storage)


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Storage:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "for the test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "for the test")
    storage = a_machine(endpoint)
    use(storage, monkeypatch)
    return storage


@pytest.fixture
def out_of_reach(bucket: Storage) -> Storage:
    """A bucket at an address where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return a_machine(f"http://127.0.0.1:{port}")


def test_what_one_machine_draws_another_reads(
    bucket: Storage, endpoint: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = store.make(make_small(), ".pdf")
    assert [path.name for path in folder.rglob("*.pdf")] == [f"{row.key}.pdf"]
    use(a_machine(endpoint), monkeypatch)
    found = store.fetch(make_small(), ".pdf")
    assert found
    assert (found.made_at, squeezed(text_of_pdf(content(found)))) == (row.made_at, "Small1Oneclause")


@pytest.mark.usefixtures("bucket")
def test_a_booklet_and_a_zip_are_bound_from_what_the_bucket_holds() -> None:
    parts = [make_small(f"Part {at}") for at in range(2)]
    said = squeezed(text_of_pdf(content(store.make(make_booklet(*parts), ".pdf"))))
    assert said.endswith("Part01OneclausePart11Oneclause")
    archive = store.make(Archive("All motions", tuple(parts)), ".zip")
    assert len(ZipFile(BytesIO(content(archive))).namelist()) == 4


def test_a_damaged_or_missing_object_is_drawn_again(bucket: Storage) -> None:
    row = store.make(make_small(), ".docx")
    bucket.save(str(row.file.name), ContentFile(b"half"))
    assert store.content(make_small(), ".docx")[:2] == b"PK"
    bucket.delete(str(row.file.name))
    assert store.content(make_small(), ".docx")[:2] == b"PK"


@pytest.mark.usefixtures("bucket")
def test_a_reader_gets_a_motions_files_from_the_bucket(client: Client, folder: Path) -> None:
    motion = make_motion(title="Buses that come")
    for suffix in (".pdf", ".docx"):
        for _ in range(2):  # drawn, then fetched
            response, file = client.get(f"/motions/{motion.reference}{suffix}"), b""
            file = response.getvalue()
            assert (response.status_code, response["Content-Length"]) == (200, str(len(file)))
            assert "Busesthatcome" in said_by(file, suffix)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


def test_health_looks_whether_the_bucket_can_be_written(bucket: Storage, folder: Path) -> None:
    assert health._Look(bucket)._try() == "ok"
    folder.rmdir()
    assert health._Look(bucket)._try() == "failing"


def test_a_store_that_does_not_answer_is_given_up_soon(bucket: Storage) -> None:
    asked = []

    class Busy(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            asked.append(self.path)
            self.send_error(503)

        def log_message(self, *_: object) -> None:
            pass

    with serving(Busy) as address:
        storage: Any = a_machine(address)
        with pytest.raises(ClientError):
            storage.exists("one.pdf")
    config = storage.connection.meta.client.meta.config
    assert asked == ["/papers/one.pdf"] * 2
    assert (config.connect_timeout, config.read_timeout) == (1, 3)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_reader_is_told_that_a_file_cannot_be_kept(
    client: Client, out_of_reach: Storage, bucket: Storage, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(out_of_reach, monkeypatch)
    address = f"/motions/{make_motion().reference}{suffix}"
    with time_machine.travel("2026-10-01T10:00:00Z", tick=False) as traveller:
        for asked in (address, f"{address}?wait", address):
            answer = client.get(asked)
            assert (answer.status_code, heading(answer)) == (503, "Your file could not be made")
            assert "We cannot make the file at the moment." in main(answer)
        assert (Row.objects.get().error, DBTaskResult.objects.count()) == ("NotKept", 0)
        use(bucket, monkeypatch)
        traveller.shift(121)
        assert client.get(address).status_code == 202
        work()
    assert ask(client, address)[0] == 200


def test_what_a_bucket_out_of_reach_holds_is_found_again_in_the_end(
    client: Client, out_of_reach: Storage, bucket: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/motions/{make_motion().reference}.docx"
    content, row = ask(client, address)[1], Row.objects.get()
    use(out_of_reach, monkeypatch)
    assert [client.get(address).status_code for _ in range(2)] == [503, 503]
    use(bucket, monkeypatch)
    assert ask(client, address) == (200, content)
    assert Row.objects.get().made_at == row.made_at


def test_a_paper_for_one_reader_is_answered_in_words_too(
    rf: RequestFactory, out_of_reach: Storage, bucket: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, paper = rf.get("/report.docx"), make_small("Report")
    assert paper_file(request, paper, ".docx").status_code == 200
    use(out_of_reach, monkeypatch)
    assert paper_file(request, paper, ".docx").status_code == 503
    use(bucket, monkeypatch)
    assert paper_file(request, paper, ".docx").status_code == 200


@pytest.mark.parametrize("act", [lambda: store.forget("m1"), tasks.delete_old_papers])
def test_a_file_that_cannot_be_removed_yet_stays_on_record(
    out_of_reach: Storage, bucket: Storage, folder: Path, act: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.make(replace(make_small(), reference="m1"), ".docx")
    Row.objects.update(wanted_at=datetime(2020, 1, 1, tzinfo=UTC))
    use(out_of_reach, monkeypatch)
    assert (act(), Row.objects.count()) == (0, 1)
    use(bucket, monkeypatch)
    assert (act(), Row.objects.count()) == (1, 0)
    assert list(folder.rglob("*.docx")) == []
