"""Page cache: what was drawn for one reader serves the next, until the version of its content changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from lla.time import clock

from ...agenda.models import AgendaItem, Conference
from ...motion.models import Motion
from . import contexts

Context = dict[str, Any]


class LRUCache:
    """The values used last, `size` of them at most; any number of threads may use it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)


_pages = LRUCache(256)
_results = LRUCache(64)


def cached_page(
    request: HttpRequest, template: str, pk: int, version: str, *, draw: Callable[[], Context]
) -> HttpResponse:
    """A page, whose content's `version` was read before `draw` asks for it."""
    return _cached(_pages, request, template, (pk, version), draw)


def cached_results(
    request: HttpRequest, template: str, version: str, *, draw: Callable[[], Context]
) -> HttpResponse:
    """A page of "results" that a reader asked for."""
    return _cached(_results, request, template, (request.GET.urlencode(), version), draw)


def _cached(
    cache: LRUCache, request: HttpRequest, template: str, key: Hashable, draw: Callable[[], Context]
) -> HttpResponse:
    """Those who are nobody in particular get a page whole as the last of them did, in the same minute.

    The minute is part of its key because pages say how long is left.
    """
    if _is_somebody(request):
        return render(request, template, draw())
    key = (template, key, int(clock.now().timestamp()) // 60)
    content = cache.get(key)
    if content is None:
        context = draw()
        content = render(request, template, context).content
        # A search without results would take the place of a page that is asked for again.
        if context.get("results") != []:
            cache.put(key, content)
    response = HttpResponse(content)
    patch_vary_headers(response, ("Cookie",))
    return response


def _is_somebody(request: HttpRequest) -> bool:
    """Whether a page may say something to this reader alone: a name, a link to the desk, a message."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


@lru_cache(maxsize=512)
def cached_motion(pk: int, version: str) -> Context:
    return contexts.motion_context(
        get_object_or_404(Motion.objects.any_nature().public().for_papers(), pk=pk)
    )


@lru_cache(maxsize=64)
def cached_amendments(pk: int, version: str, page: str) -> Context:
    motions = Motion.objects.on_the_agenda().public().for_papers()
    return contexts.amendments_context(get_object_or_404(motions, pk=pk), page)


@lru_cache(maxsize=32)
def cached_item(pk: int, version: str) -> Context:
    return contexts.item_context(get_object_or_404(AgendaItem.objects.select_related("conference"), pk=pk))


@lru_cache(maxsize=8)
def cached_conference(pk: int, version: str) -> Context:
    return contexts.conference_context(get_object_or_404(Conference, pk=pk))


@lru_cache(maxsize=8)
def cached_front_page(pk: int, version: str) -> Context:
    return contexts.front_page_context(get_object_or_404(Conference, pk=pk))
