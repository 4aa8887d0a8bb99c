"""What was drawn for one reader and is kept for the next, until the stamp of its page changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from lla import clock

from ..models import AgendaItem, Conference, Motion
from . import drawing

Context = dict[str, Any]


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


_pages = Shelf(256)


def page(
    request: HttpRequest, template: str, pk: int, stamp: str, *, draw: Callable[[], Context]
) -> HttpResponse:
    """A page; those who are nobody in particular get it whole as the last of them did, in the same minute.

    The minute is part of its key because pages say how long is left.
    """
    if _is_somebody(request):
        return render(request, template, draw())
    key = (template, pk, stamp, int(clock.now().timestamp()) // 60)
    content = _pages.get(key)
    if content is None:
        content = render(request, template, draw()).content
        _pages.put(key, content)
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
