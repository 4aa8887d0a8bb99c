"""What a conference chooses: numbering, labels, publishing, what is in time; what is sent to it."""

from django.db.models import TextChoices


class Numbering(TextChoices):
    LETTERS = "letters", "Letters under each agenda item: A, B, C"
    DOTTED = "dotted", "Dotted under each agenda item: 4.1, 4.2"
    RUNNING = "running", "Running through the conference: 1, 2, 3"


class Labelling(TextChoices):
    ON_RECEIPT = "on_receipt", "When the motion is received"
    IN_ORDER = "in_order", "When the motion is ruled in order"


class Publishing(TextChoices):
    AFTER_LOOK = "after_look", "After the committee has checked them"
    ON_RECEIPT = "on_receipt", "As received, before the committee has read them"
    AFTER_RULING = "after_ruling", "After the committee's ruling"


class InTime(TextChoices):
    """By which moment a motion counts as received in time."""

    SENT = "sent", "When it is sent, if the confirmations arrive in time"
    CONFIRMED = "confirmed", "When the last confirmation it needs arrives"


class EndedText(TextChoices):
    """What becomes of the text of a motion that is withdrawn or ruled out."""

    HIDDEN = "hidden", "Hidden: only the title and the reason are shown"
    SHOWN = "shown", "Still shown"


class Binding(TextChoices):
    """How motions stand in the booklets of a conference and of its items."""

    NEW_PAGES = "new_pages", "Each motion starts a new page"
    RUN_ON = "run_on", "Motions follow one another (saves paper)"


class OptionVoting(TextChoices):
    """How conference chooses among the options inside a composite."""

    RUN_OFF = "run_off", "One choice each; over half wins, else a run-off of the two with the most votes"
    IN_TURN = "in_turn", "Each option is voted on in turn until one is carried"

    @property
    def sentence(self) -> str:
        """How it is told to those who vote."""
        return {
            OptionVoting.RUN_OFF: "Each delegate chooses one option of each question. One with over half of "
            "the votes is chosen. If there is none, there is a run-off of the two with the most votes. Then "
            "conference votes on the whole composite.",
            OptionVoting.IN_TURN: "Conference votes on the options of each question in turn, until one is "
            "carried. Then it votes on the whole composite.",
        }[self]


class Nature(TextChoices):
    """What a motion is: one by itself, a change to another, or one made of several."""

    MAIN = "main", "Motion"
    AMENDMENT = "amendment", "Amendment"
    COMPOSITE = "composite", "Composite"


class Kind(TextChoices):
    ORDINARY = "ordinary", "Ordinary motion"
    EMERGENCY = "emergency", "Emergency motion"
    CONSTITUTIONAL = "constitutional", "Constitutional amendment"


class Closing(TextChoices):
    """Which of a conference's closing times holds for what is sent, by the word for it."""

    MOTIONS = "motions", "motions"
    AMENDMENTS = "amendments", "amendments"
    COMPOSITES = "composites", "composites"
    EMERGENCIES = "emergencies", "emergency motions"

    @classmethod
    def of(cls, *, nature: str = Nature.MAIN, kind: str = Kind.ORDINARY) -> "Closing":
        if nature == Nature.COMPOSITE:
            return cls.COMPOSITES
        if kind == Kind.EMERGENCY:
            return cls.EMERGENCIES
        return cls.AMENDMENTS if nature == Nature.AMENDMENT else cls.MOTIONS
