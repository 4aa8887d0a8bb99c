"""The library of pictures and films: team and leadership see it, the team fills it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from socialmedia.media.models import MediaFile
from tests.permission_matrix import Cell
from tests.socialmedia.media.factories import SAID, jpeg, make_medium
from tests.socialmedia.roles import READERS, TEAM, Acts, Cast, Rows, who_do

PAGES: Mapping[str, Sequence[Cell]] = {
    "media": READERS,
    "new_media": TEAM,
    "media_item": READERS,
    "describe_media": TEAM,
    "remove_media": TEAM,
    "media_file": READERS,
    "media_thumbnail": READERS,
}


def rows(cast: Cast) -> Rows:
    row = make_medium(cast.member)
    return {name: {"pk": row.pk} for name in PAGES if name not in {"media", "new_media"}}


class Again(dict[str, Any]):
    """A form with a file that is there anew for whoever sends it next."""

    def items(self) -> Any:
        return [("file", SimpleUploadedFile("door.jpg", jpeg("navy"), "image/jpeg"))]


def a_file(cast: Cast) -> Mapping[str, Any]:
    return Again(file="")


def a_description(cast: Cast) -> Mapping[str, Any]:
    return {**SAID, "title": "Another name", "seen": MediaFile.objects.get().state}


ACTS: Acts = {
    "new_media": (a_file, who_do(TEAM)),
    "describe_media": (a_description, who_do(TEAM)),
    "remove_media": (lambda cast: {"why": "Its maker asked us to."}, who_do(TEAM)),
}
