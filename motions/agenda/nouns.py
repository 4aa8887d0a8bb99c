"""What each nature of motion is called in a sentence."""

from .choices import Nature


def noun(nature: str) -> str:
    """Motion, amendment, composite: "your motion has been received"."""
    return "motion" if nature == Nature.MAIN else Nature(nature).label.lower()


def a_noun(nature: str) -> str:
    """A motion, an amendment, a composite."""
    return f"{'an' if nature == Nature.AMENDMENT else 'a'} {noun(nature)}"


def words(nature: str) -> dict[str, str]:
    """For the places that the words of an act or a form leave: "Withdraw the {noun}", "{A_noun} that …"."""
    called = {"noun": noun(nature), "a_noun": a_noun(nature)}
    return called | {name.capitalize(): word.capitalize() for name, word in called.items()}
