"""What the facts of composites are chosen from: how a clause came in, what people say to the text."""

from django.db.models import TextChoices


class OriginKind(TextChoices):
    """How a clause stands to one of another text."""

    VERBATIM = "verbatim", "word for word"
    EDITED = "edited", "edited"
    NEW = "new", "new"


class ConsentAnswer(TextChoices):
    """What the people behind a motion say to the text of a composite."""

    AGREES = "agrees", "Agree to the composite"
    STANDS_BY_TEXT = "stands_by", "Keep our own text"
