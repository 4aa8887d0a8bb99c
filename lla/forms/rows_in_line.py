"""Rows that are saved all together, brought in line with what somebody else saved of them meanwhile."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.forms import BaseFormSet
from django.http import QueryDict

from lla.forms.base import Form
from lla.forms.optimistic_locking import SEEN, LockingForm

ORDER = "order"
Initial = Mapping[str, Any]


class LineForm(LockingForm):
    """One of several rows: what was not touched in it takes over; the page is refused for all of them."""

    detail = ""  # the field by which a row is not known again

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.empty_permitted = False  # a row of a colleague's is none that nobody typed

    def kept(self) -> dict[str, Any]:
        """Without its number, for it moves when another is put before it."""
        return {name: value for name, value in super().kept().items() if name != ORDER}

    @property
    def disputed(self) -> list[str]:
        return []

    def _sent(self, name: str) -> dict[str, Any]:
        """As it is typed: what it names is begun with as it is typed too."""
        return {name: self[name].data or ""}

    def clean(self) -> dict[str, Any]:
        return Form.clean(self) or self.cleaned_data


def in_line(
    rows: type[BaseFormSet[Any]],
    sent: QueryDict | None,
    stored: Sequence[Initial],
    *,
    prefix: str,
    **more: Any,
) -> BaseFormSet[Any]:
    """The rows as they were sent, each beside the stored one that it was opened on.

    One that a colleague added is among them, and one that they removed is not, unless it was touched.
    """
    total = sum(name.startswith(f"{prefix}-") and name.endswith(f"-{SEEN}") for name in sent or ())
    if sent is None or not total:
        return rows(sent, initial=list(stored), prefix=prefix, form_kwargs=more)
    kind: Any = rows.form
    marks = [sent.get(f"{prefix}-{at}-{SEEN}", "") for at in range(total)]
    now = [kind(initial=each, **more).state for each in stored]

    def is_touched(at: int) -> bool:
        shown = kind(sent, initial=dict.fromkeys(kind.base_fields, ""), prefix=f"{prefix}-{at}", **more)
        return bool(shown.is_touched)

    places = list(_places(marks, now, detail=kind.detail, is_touched=is_touched))
    moved = [mark for mark in marks if mark] != now
    data = sent.copy()
    for at, (before, _) in enumerate(places):
        for name in (*kind.base_fields, SEEN):
            data[f"{prefix}-{at}-{name}"] = (
                "" if before is None else sent.get(f"{prefix}-{before}-{name}", "")
            )
        number = data.get(f"{prefix}-{at}-{ORDER}")
        if moved and (before is None or (number and number == str(before + 1))):
            data[f"{prefix}-{at}-{ORDER}"] = str(at + 1)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(places))
    initial = [{} if at is None else stored[at] for _, at in places]
    for at, (_, kept) in enumerate(places):
        if kept is None:
            data[f"{prefix}-{at}-{SEEN}"] = ""
    return rows(data, initial=initial, prefix=prefix, form_kwargs=more)


def _places(
    marks: Sequence[str], now: Sequence[str], *, detail: str, is_touched: Callable[[int], bool]
) -> Iterator[tuple[int | None, int | None]]:
    shown = [at for at, mark in enumerate(marks) if mark]
    old, new = ([_known_by(mark, detail) for mark in each] for each in ([marks[at] for at in shown], now))
    for how, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if how == "equal":
            yield from zip(shown[a:b], range(c, d), strict=True)
            continue
        yield from ((None, at) for at in range(c, d))
        yield from ((at, None) for at in shown[a:b] if is_touched(at))
    yield from ((at, None) for at, mark in enumerate(marks) if not mark)


def _known_by(mark: str, detail: str) -> tuple[str, ...]:
    return tuple(part for part in mark.split(",") if not part.startswith(f"{detail}:"))
