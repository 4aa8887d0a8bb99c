"""The words that the facts of pictures and films are chosen from."""

from django.db.models import TextChoices


class MediaKind(TextChoices):
    PICTURE = "picture", "Picture"
    FILM = "film", "Film"


class Ground(TextChoices):
    """Why we may use it."""

    OURS = "ours", "Somebody in the team made it for us"
    PERMISSION = "permission", "Its maker gave permission"
    LICENCE = "licence", "It has a licence that lets everybody use it"
    FREE = "free", "Nobody has rights to it any more"


class People(TextChoices):
    """Who can be recognised in it, and whether they know."""

    NOBODY = "nobody", "Nobody can be recognised"
    AGREED = "agreed", "Everybody who can be recognised has agreed"
    CROWD = "crowd", "A crowd at a public event, with nobody singled out"


class MediaAct(TextChoices):
    """The steps of a picture or film that the record keeps."""

    ADDED = "added", "Put into the library"
    DESCRIBED = "described", "Described"
    REMOVED = "removed", "Removed from the library"
