"""Papers in a bucket of an S3-compatible store: any number of machines share them without a common disk."""

import json
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.test import Client
from django.utils.module_loading import import_string
from localbucket import S3Handler  # type: ignore[import-untyped]

from lla import health
from lla.models import Paper as Row
from lla.papers import store
from lla.papers.blocks import Archive
from tests.lla.papers.opened import said_by, squeezed, text_of_pdf
from tests.lla.papers.samples import make_booklet
from tests.lla.papers.test_store import content, make_small
from tests.lla.test_settings import PRODUCTION, read
from tests.motions.factories import make_motion

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the store keeps the bucket's objects."""
    (tmp_path / "papers").mkdir()
    return tmp_path / "papers"


@pytest.fixture
def endpoint(folder: Path) -> Iterator[str]:
    handler = type("Handler", (S3Handler,), {"data_root": folder.parent})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def a_machine(endpoint: str) -> Storage:
    """The storage that production's settings give a machine with this environment."""
    environment = {
        "PAPERS_S3_BUCKET": "papers",
        "PAPERS_S3_ENDPOINT": endpoint,
        "PAPERS_S3_REGION": "eu-west-2",
    }
    told = json.loads(read("production", "STORAGES", **PRODUCTION, **environment).stdout)["STORAGES"][
        "papers"
    ]
    storage: Storage = import_string(told["BACKEND"])(**told["OPTIONS"])
    return storage


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """Papers go there from now on."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "for the test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "for the test")
    storage = a_machine(endpoint)
    monkeypatch.setattr(Row._meta.get_field("file"), "storage", storage)
    return storage


def test_what_one_machine_draws_another_reads(
    bucket: Storage, endpoint: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = store.make(make_small(), ".pdf")
    assert [path.name for path in folder.rglob("*.pdf")] == [f"{row.key}.pdf"]
    monkeypatch.setattr(Row._meta.get_field("file"), "storage", a_machine(endpoint))
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
