"""What each nature of motion is called in a sentence."""

from .choices import Nature


def noun(nature: str) -> str:
    """Motion, amendment, composite: "your motion has been received"."""
    return "motion" if nature == Nature.MAIN else Nature(nature).label.lower()


def a_noun(nature: str) -> str:
    """A motion, an amendment, a composite."""
    return f"{'an' if nature == Nature.AMENDMENT else 'a'} {noun(nature)}"
