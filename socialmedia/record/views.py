"""What pages about a row begin with: the row, or who has removed it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404

from lla.pages.resubmission import Gone

from .selectors import in_words, last_step_of

Row = TypeVar("Row", bound=Model)


def row_or_gone(rows: QuerySet[Row], pk: int, removed: Mapping[Any, str]) -> Row:
    """The row; for one that is gone, Gone says who removed it and when: `removed` has words for each act."""
    if row := rows.filter(pk=pk).first():
        return row
    for act, did in removed.items():
        if step := last_step_of(f"{rows.model._meta.model_name}:{pk}", act):
            raise Gone(in_words(step, did, otherwise=""))
    raise Http404
