"""How strictly the guidelines ask for something, and what a check says."""

from django.db.models import TextChoices


class Duty(TextChoices):
    """How strictly a version of the guidelines asks for something: a warning, or a failure."""

    LEFT_OPEN = "left_open", "Not asked for"
    ENCOURAGED = "encouraged", "Encouraged"
    REQUIRED = "required", "Essential"


class Level(TextChoices):
    """What a check says; only a legal duty blocks."""

    PASS = "pass", "Fine"
    WARN = "warn", "Check this"
    FAIL = "fail", "Against the guidelines"
    BLOCK = "block", "Against the law"


class GuidelineAct(TextChoices):
    """The steps of a version of the guidelines that the record keeps."""

    BEGUN = "begun", "Begun"
    CHANGED = "changed", "Changed"
    DISCARDED = "discarded", "Discarded"
    ADOPTED = "adopted", "Adopted"
