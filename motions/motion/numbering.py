"""How motions are labelled: letters, dotted or running numbers; emergencies, late ones, amendments apart."""

from ..agenda.choices import Kind, Nature, Numbering

EMERGENCY = "emergency"
LATE = "late"
COMPOSITE = "composite"
WHOLE_CONFERENCE = "all"


def letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    label = ""
    while number:
        number, rest = divmod(number - 1, 26)
        label = chr(ord("A") + rest) + label
    return label


def number(typed: str) -> int:
    """A is 1, Z is 26, AA is 27: what was printed as a letter, or typed as a number; otherwise ValueError."""
    word = typed.strip().upper()
    if not (word.isascii() and word.isalpha()):
        return int(word)
    found = 0
    for letter in word:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def scope(
    scheme: str,
    *,
    item_pk: int,
    kind: str,
    late: bool,
    nature: str = Nature.MAIN,
    amends_pk: int | None = None,
) -> str:
    """The series a motion is counted in; within it numbers have neither gaps nor doubles.

    Amendments, late ones too, are counted under the motion that they amend, composites through a conference.
    """
    if amends_pk:
        return f"motion-{amends_pk}"
    if nature == Nature.COMPOSITE:
        return COMPOSITE
    if late:
        return LATE
    if kind == Kind.EMERGENCY:
        return EMERGENCY
    return WHOLE_CONFERENCE if scheme == Numbering.RUNNING else f"item-{item_pk}"


def label(scheme: str, *, scope: str, number: int, order: int, prefix: str = "") -> str:
    """What is printed: "B", "4.2", "17", "EM1", "L3" or "Composite 2".

    `order` is the item's number on the agenda.
    """
    if scope == COMPOSITE:
        return f"Composite {number}"
    if scope == LATE:
        return f"L{number}"
    if scope == EMERGENCY:
        return f"EM{number}"
    if scheme == Numbering.DOTTED:
        return f"{prefix or order}.{number}"
    return prefix + (letters(number) if scheme == Numbering.LETTERS else str(number))


def amendment_label(motion_label: str, number: int) -> str:
    """B.1; the first amendment to motion 4.1 is 4.1.1."""
    return f"{motion_label}.{number}"


def amendment_title(motion_title: str) -> str:
    """What an amendment is called, which has no title of its own."""
    return f"Amendment to “{motion_title}”"


def full_label(label: str, *, order: int, prefix: str = "") -> str:
    """A label outside its item, with the item's number where letters begin anew at each: "3B", "3B.1"."""
    return f"{order}{label}" if label.partition(".")[0].isalpha() and not prefix else label


def line(label: str, title: str) -> str:
    """A title behind its label: "B) Organisers for every region"; a label of two words ends in a colon."""
    return f"{label}{':' if ' ' in label else ')'} {title}" if label else title
