"""Filters of the desk's lists by questions that a list can be asked."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest


class QuestionFilter(admin.SimpleListFilter):
    """`questions` are, by what an address says, the words to choose and the rows that answer them."""

    questions: ClassVar[Mapping[str, tuple[str, Callable[[Any], Any]]]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, words) for value, (words, _) in self.questions.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = self.questions.get(self.value() or "")
        return asked[1](queryset) if asked else queryset
