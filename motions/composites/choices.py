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


class AmendmentFate(TextChoices):
    """What becomes of an amendment to a motion that joins a composite."""

    MOVES = "moves", "Offered over to the composite"
    FALLS = "falls", "Falls with its motion"


class SpeaksAs(TextChoices):
    """What somebody behind a motion does for the composite that it is part of."""

    MOVER = "mover", "Mover"
    SECONDER = "seconder", "Seconder"
