"""What can be downloaded: a document is one class, which says who may have it and what it says."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Self

from lla.papers import store
from lla.papers.blocks import Paper
from lla.papers.formats import PRINTED, Format


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What it takes to find a file without asking for its words again."""

    key: str
    name: str
    title: str

    @classmethod
    def of(cls, thing: store.Thing, suffix: str) -> Self:
        return cls(store.key(thing, suffix), store.filename(thing, suffix), thing.title)


@dataclass(frozen=True)
class PublicDocument(ABC):
    """A document that anybody may read, in each of its formats; the worker finds it by its kind and key.

    A class has a `find` that takes the parts of an address and raises Http404 where nobody may have it. As
    long as its version is the same, so are its files: they are looked up once, and browsers keep them.
    """

    kind: ClassVar[str]
    formats: ClassVar[tuple[Format, ...]] = PRINTED
    pk: int
    version: str = ""

    def __init_subclass__(cls) -> None:
        KINDS[cls.kind] = cls

    @classmethod
    def taken_along(cls) -> Iterable[Self]:
        """The documents of this kind that an export of everything holds as files; none of most kinds."""
        return ()

    @abstractmethod
    def read(self, suffix: str) -> store.Thing:
        """What it says now, from the database; its title and its file's name too."""

    def content(self, suffix: str) -> store.Thing:
        return _content(self, suffix)

    def file(self, suffix: str) -> StoredFile:
        return _file(self, suffix)

    def page(self, file_address: str) -> str:
        """The address of the page that says what the file at an address says."""
        folder, _, name = file_address.rpartition("/")
        return f"{folder}/{name.partition('.')[0]}/"


KINDS: dict[str, type[PublicDocument]] = {}


@lru_cache(maxsize=4)
def _content(document: PublicDocument, suffix: str) -> store.Thing:
    return document.read(suffix)


@lru_cache(maxsize=2048)
def _file(document: PublicDocument, suffix: str) -> StoredFile:
    return StoredFile.of(document.content(suffix), suffix)


@dataclass(frozen=True)
class ReaderDocument:
    """A paper as it is for one reader, whom the view that gives it out has let in."""

    paper: Paper

    def content(self, suffix: str) -> Paper:
        return self.paper

    def file(self, suffix: str) -> StoredFile:
        return StoredFile.of(self.paper, suffix)

    def page(self, file_address: str) -> str:
        return ""


Document = PublicDocument | ReaderDocument
