"""Answering with a file: what kinds there are, and a small paper drawn while its reader waits."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from lla.papers import store
from lla.papers.blocks import Paper

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
}


def paper_file(paper: Paper, suffix: str) -> HttpResponse:
    """A paper as ".pdf", which opens in the browser, or as ".docx", which is saved."""
    with store.make(paper, suffix).file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=TYPES[suffix])
    name = store.filename(paper, suffix)
    response.headers["Content-Disposition"] = str(content_disposition_header(suffix == ".docx", name))
    return response
