"""The options inside a composite: questions with two answers or more, as the committee types them.

A line is a question, and each line below it that begins with a dash is an answer: option 1a, 1b and so on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..motion.texts import Text

MOST_QUESTIONS, FEWEST_ANSWERS, MOST_ANSWERS = 9, 2, 9
QUESTION_CHARACTERS, ANSWER_CHARACTERS = 200, 1_000
_DASHES = ("- ", "– ", "— ", "* ", "• ")


@dataclass(frozen=True, slots=True)
class Question:
    """What conference chooses in, and the answers that it chooses from."""

    asks: str
    answers: tuple[str, ...] = ()

    def named(self, number: int) -> Iterator[tuple[str, str]]:
        """Each answer with its name: 1a, 1b; `number` is that of the question."""
        return ((f"{number}{chr(ord('a') + at)}", words) for at, words in enumerate(self.answers))


def read(typed: str) -> tuple[Question, ...]:
    """The questions that somebody typed; answers above the first question belong to one without words."""
    questions: list[Question] = []
    for line in filter(None, (" ".join(line.split()) for line in typed.splitlines())):
        if not line.startswith(_DASHES):
            questions.append(Question(line))
            continue
        last = questions.pop() if questions else Question("")
        questions.append(Question(last.asks, (*last.answers, line[2:].strip())))
    return tuple(questions)


def write(questions: Iterable[Question]) -> str:
    """The questions as they are typed."""
    return "\n\n".join(
        "\n".join([question.asks, *(f"- {words}" for words in question.answers)]) for question in questions
    )


def hold(questions: Iterable[Question], passage: str) -> bool:
    """Whether a passage is in one of the questions or answers."""
    return any(
        Text("", words).holds(passage) for asked in questions for words in (asked.asks, *asked.answers)
    )


def without(questions: Iterable[Question], passages: Sequence[str]) -> tuple[Question, ...]:
    """The questions and answers with a mark wherever one of the passages was."""

    def left(words: str) -> str:
        return Text("", words).without(passages).body

    return tuple(Question(left(asked.asks), tuple(map(left, asked.answers))) for asked in questions)


def are_too_long(questions: Iterable[Question]) -> bool:
    """Whether a question or an answer has more characters than there is room for."""
    return any(
        len(asked.asks) > QUESTION_CHARACTERS
        or any(len(words) > ANSWER_CHARACTERS for words in asked.answers)
        for asked in questions
    )


def unmet(questions: tuple[Question, ...]) -> list[str]:
    """What is missing or too much, in sentences."""
    reasons = []
    if len(questions) > MOST_QUESTIONS:
        reasons.append(f"There are {len(questions)} questions; the limit is {MOST_QUESTIONS}.")
    for number, question in enumerate(questions, start=1):
        reasons += (f"Question {number}: {reason}" for reason in _unmet(question))
    return reasons


def _unmet(question: Question) -> Iterator[str]:
    count = len(question.answers)
    if not question.asks:
        yield "Write the question above its answers."
    if count < FEWEST_ANSWERS:
        yield "Give two answers or more, each on a line that begins with a dash."
    if count > MOST_ANSWERS:
        yield f"There are {count} answers; the limit is {MOST_ANSWERS}."
    if len(question.asks) > QUESTION_CHARACTERS:
        yield f"The question has {len(question.asks)} characters. The limit is {QUESTION_CHARACTERS}."
    if longest := max(
        (len(words) for words in question.answers if len(words) > ANSWER_CHARACTERS), default=0
    ):
        yield f"An answer has {longest} characters. The limit is {ANSWER_CHARACTERS}."
    if len({words.casefold() for words in question.answers}) < count:
        yield "Two answers say the same."
