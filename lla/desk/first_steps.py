"""What the first person of an empty site does, in order; each app knows its own step."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from lla.desk.panels import Link, Panel, panel


@dataclass(frozen=True)
class Step:
    """One thing to do, the page where it is done, and whether it ever was."""

    words: str
    url: str
    done: bool


_steps: dict[int, Callable[[], Step]] = {}


def first_step(place: int) -> Callable[[Callable[[], Step]], Callable[[], Step]]:
    """Add a step, the lowest place first; an app's admin.py decorates with it."""

    def put(step: Callable[[], Step]) -> Callable[[], Step]:
        if place in _steps:
            raise ValueError(f"There is a first step at {place} already.")
        _steps[place] = step
        return step

    return put


@panel(1, tasks=False)
def setting_up(request: HttpRequest) -> Panel | None:
    """For superusers, until each step was done once; what ends later is a vacancy and no first step."""
    if not (request.user.is_active and request.user.is_superuser):
        return None
    steps = [step() for _, step in sorted(_steps.items())]
    left = [step for step in steps if not step.done]
    if not left:
        return None
    organisation = settings.ORGANISATION
    notes = [
        f"This site is that of {organisation['name']}, {organisation['email']}. Whoever runs it can "
        "change that.",
        f"{len(steps) - len(left)} of {len(steps)} steps are done. Next:",
    ]
    links = [Link(step.words, step.url) for step in left]
    return Panel("First steps", [], notes=notes, links=links, in_order=True)
