"""What Word asks of a file before it opens it without complaint, as far as that can be seen without Word."""

from tests.word_rules import changes, container, numbering, order, places, reading, styles
from tests.word_rules.opening import open_package


def faults(content: bytes) -> list[str]:
    """Where a Word file breaks a rule, in sentences; an empty list means that no rule is broken."""
    package = open_package(content)
    if package.unreadable:
        return package.unreadable
    rooms = (container, order, numbering, styles, places, changes, reading)
    return [sentence for room in rooms for sentence in room.faults(package)]
