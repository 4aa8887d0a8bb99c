"""Whatever is said about an amendment or a composite calls it that; "motion" there is what is amended."""

import re

import pytest

from motions.agenda.choices import Nature
from tests.motions.every_email import OF_EVERY_NATURE

pytestmark = pytest.mark.django_db

SENTENCE = re.compile(r"(?<=[.?!:]) |\n")
MOTION = re.compile(r"\bmotions?\b", re.IGNORECASE)
ADDRESS = re.compile(r"https?://\S+")
OF_ITS_MOTION = re.compile(r"\b(?:amendment m\d+|an amendment|unfinished amendment) to motion m\d+", re.I)

# Of motions and amendments alike, on a page that is called so.
MY_MOTIONS = [
    "Your link to your motions",
    "Open your motions",
    "It opens the page with your motions.",
    "After you open it, you stay signed in to your motions for two hours.",
    'You got this email because your address was typed into the page "My motions".',
]
IN_EMAILS = {
    (Nature.AMENDMENT, "my_motions"): MY_MOTIONS,
    (Nature.AMENDMENT, "ruled_in_order"): ["Conference votes on it before it votes on the motion."],
    (Nature.COMPOSITE, "my_motions"): MY_MOTIONS,
    (Nature.COMPOSITE, "ruled_in_order"): [
        "If you change the text before motions close, the committee looks at it again."
    ],
}
NOT_OF_COMPOSITES = {"motions/draft_going", "motions/draft_saved"}


def on_motions(words: str) -> list[str]:
    """The sentences about motions, but for an amendment's own that says which motion it amends."""
    plain = OF_ITS_MOTION.sub("", ADDRESS.sub("", words))
    return [sentence for sentence in SENTENCE.split(plain) if MOTION.search(sentence)]


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        *((Nature.AMENDMENT, kind) for kind in sorted(OF_EVERY_NATURE)),
        *((Nature.COMPOSITE, kind) for kind in sorted(set(OF_EVERY_NATURE) - NOT_OF_COMPOSITES)),
    ],
)
def test_an_email_calls_what_it_is_about_by_its_nature(nature: Nature, kind: str) -> None:
    email = OF_EVERY_NATURE[kind](nature)
    words = f"{email.subject}\n{email.button}\n{email.body}"
    assert on_motions(words) == IN_EMAILS.get((nature, kind.removeprefix("motions/")), [])
