"""Answers about texts kept in memory, bounded by how many characters were asked about."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

CHARACTERS = 2_000_000  # of texts for each function: five hundred motions, some hundred megabytes at worst

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class cached(Generic[Asked, Answer]):
    """Keeps what a function answers about texts, the least lately asked going first.

    An `lru_cache` counts answers, and a thousand answers about the longest texts there may be fill a machine.
    """

    def __init__(self, function: Callable[Asked, Answer]) -> None:
        update_wrapper(self, function)
        self._function = function
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._held = 0
        self._lock = Lock()

    def __call__(self, *args: Asked.args, **options: Asked.kwargs) -> Answer:
        key = (args, *sorted(options.items()))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        answer = self._function(*args, **options)
        with self._lock:
            self._keep(key, answer, sum(len(given) for given in args if isinstance(given, str)))
        return answer

    def _keep(self, key: Hashable, answer: Answer, size: int) -> None:
        if key in self._answers:
            return
        self._answers[key], self._sizes[key] = answer, size
        self._held += size
        while self._held > CHARACTERS:
            oldest, _ = self._answers.popitem(last=False)
            self._held -= self._sizes.pop(oldest)

    def clear(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._answers.clear()
            self._sizes.clear()
            self._held = 0
