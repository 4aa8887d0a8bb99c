"""Every address of the whole site by its name, with something put in for each of its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# By the kind of a part; "london" is a region that migrations put in.
SAMPLES = {
    "": "x",
    "str": "x",
    "int": "1",
    "path": "1",
    "slug": "london",
    "month": "2027-01",
    "reference": "m1",
    "emailed": "x",
    "references": "m2-m3",
    "paper": "pdf",
    "booklet": "pdf",
    "word_file": "docx",
    "symposium_paper": "agenda",
    "import_suffix": "csv",
}
PART = re.compile(r"<(?:(\w+):)?\w+>")
FORMATS = {"pdf", "docx", "zip"}
BY_EXPRESSION = {"app_list": "lla/", None: "nowhere"}  # the desk's own two addresses of that sort


@dataclass(frozen=True, slots=True)
class Address:
    name: str
    path: str
    view: Any
    formats: frozenset[str]  # of the files that it answers with, such as "pdf"


def every_address() -> list[Address]:
    return list(_under(get_resolver(), path="/", namespace=""))


def _under(resolver: URLResolver, *, path: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            filled = BY_EXPRESSION[pattern.name] if route.startswith(("^", "(")) else _filled(route)
            parts = pattern.pattern.converters.values()
            formats = FORMATS & {word for part in parts for word in part.regex.split("|")}
            name = f"{namespace}{pattern.name or filled}"
            yield Address(name, path + filled, pattern.callback, frozenset(formats))
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _under(pattern, path=path + _filled(route), namespace=inner)


def _filled(route: str) -> str:
    return PART.sub(lambda part: SAMPLES[part[1] or ""], route)
