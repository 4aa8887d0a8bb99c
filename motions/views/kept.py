"""What was drawn for one reader and is kept for the next, until the stamp of its page changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from lla import clock

from ..models import AgendaItem, Conference, Motion
from . import drawing, stamps

Context = dict[str, Any]
Find = Callable[[], Context]
Draw = Callable[[list[int]], Context]


class Shelf:
    """The things used last, for as many keys as there is room."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._things: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def put(self, key: Hashable, thing: Any) -> None:
        with self._lock:
            self._things[key] = thing
            while len(self._things) > self._room:
                self._things.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        with self._lock:
            self._things.pop(key, None)


@dataclass(frozen=True, slots=True)
class _Results:
    """A page of motions with their keys, and the stamp of all that it shows of them."""

    pks: list[int]
    stamp: str
    content: bytes


_pages = Shelf(256)
_results = Shelf(64)


def page(
    request: HttpRequest, template: str, pk: int, stamp: str, *, draw: Callable[[], Context]
) -> HttpResponse:
    """A page; those who are nobody in particular get it whole as the last of them did, in the same minute.

    The minute is part of its key because pages say how long is left.
    """
    if _is_somebody(request):
        return render(request, template, draw())
    key = (template, pk, stamp, _minute())
    content = _pages.get(key)
    if content is None:
        content = render(request, template, draw()).content
        _pages.put(key, content)
    return _for_anybody(content)


def results(request: HttpRequest, template: str, *, find: Find, draw: Draw) -> HttpResponse:
    """A page of motions that a reader asked for; kept like others until anything that it shows changes.

    `find` gives a context whose "page" holds the keys of motions, `draw` the context that shows those.
    A page without motions is not kept.
    """
    key = (template, request.GET.urlencode(), _minute())
    kept = None if _is_somebody(request) else _results.get(key)
    if kept and stamps.shown(kept.pks) == kept.stamp:
        return _for_anybody(kept.content)
    context = find()
    pks = list(context["page"].object_list)
    if _is_somebody(request) or not pks:
        return render(request, template, context | draw(pks))
    stamp = stamps.shown(pks)
    content = render(request, template, context | draw(pks)).content
    _results.put(key, _Results(pks, stamp, content))
    return _for_anybody(content)


def _minute() -> int:
    return int(clock.now().timestamp()) // 60


def _for_anybody(content: bytes) -> HttpResponse:
    response = HttpResponse(content)
    patch_vary_headers(response, ("Cookie",))
    return response


def _is_somebody(request: HttpRequest) -> bool:
    """Whether a page may say something to this reader alone: a name, a link to the desk, a message."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


@lru_cache(maxsize=512)
def motion(pk: int, stamp: str) -> Context:
    return drawing.motion(get_object_or_404(Motion.objects.public().for_papers(), pk=pk))


@lru_cache(maxsize=32)
def item(pk: int, stamp: str) -> Context:
    return drawing.item(get_object_or_404(AgendaItem.objects.select_related("conference"), pk=pk))


@lru_cache(maxsize=8)
def conference(pk: int, stamp: str) -> Context:
    return drawing.conference(get_object_or_404(Conference, pk=pk))


@lru_cache(maxsize=8)
def front(pk: int, stamp: str) -> Context:
    return drawing.front(get_object_or_404(Conference, pk=pk))
