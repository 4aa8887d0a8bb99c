"""Questions about many motions, texts, rulings or people behind motions at once."""

import re
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.search import SearchRank, SearchVector
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from lla.words import search
from lla.words.functions import Searchable, SortKey
from lla.words.search import Question

from ..agenda.choices import EndedText, Kind, Nature
from .choices import ENDED, MOVERS, Outcome, Route, Status

if TYPE_CHECKING:
    from .models import Backing, Motion, Revision, Ruling


_REFERENCE = re.compile(r"m ?([1-9]\d{0,17})", re.ASCII)
# What a list calls a motion or an amendment: "B) Homes", "4A.1) Amendment to “A) Homes”".
_HEADING = re.compile(
    r"(?:(?P<label>[a-z0-9.]{1,12})\) )?(?P<amends>amendments? to )?"
    r"[\"\u201c\u2018]?(?:(?P<amended>[a-z0-9.]{1,12})\) )?(?P<title>.*?)[\"\u201d\u2019]?",
    re.ASCII,
)
_IN_ITEM = re.compile(r"(\d{1,3})([a-z]{1,3}(?:\.\d{1,4})?)", re.ASCII)


class MotionQuerySet(models.QuerySet["Motion"]):
    """A question about motions begins with which nature it asks for."""

    def main(self) -> Self:
        """Motions by themselves."""
        return self.filter(nature=Nature.MAIN)

    def amendments(self) -> Self:
        return self.filter(nature=Nature.AMENDMENT)

    def to_answer(self) -> Self:
        """Amendments in order that fit their motion's text, to which its mover has said nothing yet."""
        unanswered = self.filter(status=Status.IN_ORDER, amendment__answered_at=None)
        unanswered = unanswered.filter(current__base=F("amends__current"))
        return unanswered.exclude(amends__status__in=(*ENDED, Status.COMPOSITED))

    def composites(self) -> Self:
        return self.filter(nature=Nature.COMPOSITE)

    def on_the_agenda(self) -> Self:
        """What stands on the agenda by itself: motions and composites."""
        return self.exclude(nature=Nature.AMENDMENT)

    def any_nature(self) -> Self:
        return self.all()

    def public(self) -> Self:
        """What anybody may read."""
        return self.filter(published_at__isnull=False)

    def in_label_order(self) -> Self:
        """Ordinary motions by label, then composites, emergency and late ones; without a label come last."""
        emergency = Case(When(kind=Kind.EMERGENCY, then=Value(1)), default=Value(0))
        number = F("number").asc(nulls_last=True)
        composite = Case(When(nature=Nature.COMPOSITE, then=Value(1)), default=Value(0))
        return self.order_by("item__order", "late", emergency, composite, number, "received_at", "pk")

    def readable(self) -> Self:
        """Those whose text readers see, whatever else is public of the others."""
        return self.filter(self._is_readable())

    def _is_readable(self) -> Q:
        """Neither hidden by the committee nor ended where the conference hides the text of what has ended.

        Nor may that be so of the motion that it amends.
        """
        hides_ended = Q(conference__ended_text=EndedText.HIDDEN)
        return (
            self._is_not_hidden()
            & ~(Q(status__in=ENDED) & hides_ended)
            & ~(Q(amends__status__in=ENDED) & hides_ended)
        )

    def _is_not_hidden(self) -> Q:
        """Neither the text that stands, nor the text of another motion that it was made from."""
        return self._hides_nothing("pk", text="current") & self._hides_nothing(
            "current__base__motion", text="current__base"
        )

    def _hides_nothing(self, motion: str, *, text: str) -> Q:
        """No ruling on a motion hides the motion or this text of it."""
        rulings: RulingQuerySet = _all("rulings", of=self.model)
        hides = (
            Q(outcome=Outcome.HIDDEN)
            | Q(outcome=Outcome.TEXT_HIDDEN, revision=OuterRef(text))
            | Q(outcome=Outcome.REDACTED, revision__gte=OuterRef(text))
        )
        in_force = rulings.filter(hides, motion=OuterRef(motion), decided_at__isnull=False, ended_at=None)
        return Q(~Exists(in_force))

    def ended(self) -> Self:
        """Withdrawn or ruled out."""
        return self.filter(status__in=ENDED)

    def newest(self) -> Self:
        """What anybody may read and still stands, the latest published first."""
        standing = self.public().readable().exclude(status=Status.WITHDRAWN)
        return standing.order_by("-published_at", "-pk")

    def backed_by(self, email: str) -> Self:
        """Motions this address stands behind in any role, the newest first."""
        return self.filter(backings__email__iexact=email, backings__withdrawn_at__isnull=True).order_by("-pk")

    def for_lists(self) -> Self:
        """Amendments with what each does and its place in their order, without the text that it would make.

        Give each the motion that it amends, and those that are shown their people and their rulings.
        """
        return (
            self.select_related("current", "amendment", "pending_carry")
            .defer("current__body", "current__appendix", "current__search")
            .prefetch_related("current__base")
            .order_by("amends", "number", "pk")
        )

    def for_papers(self) -> Self:
        """With all that an index line, a page or a paper says; as many queries for one motion as for many."""
        return self.for_results().prefetch_related("current__base")

    def for_results(self) -> Self:
        """The same without the texts that amendments were made from, which a list reads in part."""
        amended = self.model.objects.any_nature().select_related("conference", "current")
        found = self.select_related("conference", "item__conference", "current", "pending_carry")
        return found.prefetch_related(
            "backings", "rulings", models.Prefetch("amends", amended), "amends__rulings"
        )

    def called(self, asked: str) -> Self:
        """The motion of that reference, m62, or those of that label, such as B, 3B, 4.1 or EM1."""
        name = asked.casefold().removeprefix("motion ").removeprefix("amendment ").removesuffix(")").strip()
        if known := _REFERENCE.fullmatch(name):
            return self.filter(pk=known[1])
        if in_item := _IN_ITEM.fullmatch(name):
            return self.filter(item__order=in_item[1], label__iexact=in_item[2])
        return self.filter(label__iexact=name).exclude(label="")

    def saying(self, question: Question) -> Self:
        """Those whose text answers a question."""
        return self.filter(current__search=question.query)

    def titled_with(self, question: Question) -> Self:
        """Those whose title alone answers a question, as far as readers see it."""
        return self.titled_for_readers().filter(current__in=self._titled(question))

    def titled_for_readers(self) -> Self:
        """Those whose title readers see; of one that has ended it may be all that they do."""
        stays = Q(status__in=ENDED) & self._is_not_hidden()
        return self.filter(self._is_readable() | stays)

    def headed(self, asked: str) -> Self:
        """Those which lists call so: "B) Homes", "B.1) Amendment to “Homes”", "Amendment to B"."""
        heading = _HEADING.fullmatch(" ".join(asked.casefold().split()))
        if heading is None or not (heading["label"] or heading["amends"]):
            return self.none()
        question = search.read(heading["title"])
        labelled = self.called(heading["label"]) if heading["label"] else self
        if not heading["amends"]:
            return labelled.filter(current__in=self._titled(question))
        to = self.model.objects.any_nature().called(heading["amended"] or heading["title"])
        if heading["amended"]:
            return labelled.amending(question).filter(amends__in=to)
        return labelled.filter(Q(pk__in=self.amending(question)) | Q(amends__in=to))

    def amending(self, question: Question) -> Self:
        """The amendments to motions whose title answers a question."""
        return self.amendments().filter(current__base__in=self._titled(question))

    def _titled(self, question: Question) -> "RevisionQuerySet":
        """The texts whose title answers a question; none where it asks for nothing."""
        texts: RevisionQuerySet = _all("revisions", of=self.model)
        return texts.titled_with(question) if question.notation else texts.none()

    def of_group(self, asked: str) -> Self:
        """Those of a group of such a name, by the name that it had that day."""
        return self.alias(words=search.name_words("group_name")).filter(words=search.name_query(asked))

    def signed_by(self, asked: str) -> Self:
        """Those which somebody of such a name signed, who is named with them."""
        people = self._people().standing().filter(name_public=True).called(asked)
        return self.filter(route=Route.SIGNATORIES, pk__in=people.values("motion"))

    def with_somebody_called(self, asked: str) -> Self:
        """Those with somebody of such a name behind them, whether or not readers may know."""
        return self.filter(pk__in=self._people().called(asked).values("motion"))

    def _people(self) -> "BackingQuerySet":
        """The people behind all motions."""
        people: BackingQuerySet = _all("backings", of=self.model)
        return people

    def ranked(self, question: Question) -> "QuerySet[Motion, tuple[int, str, float]]":
        """Key and status of each, and how well its text answers. Give motions whose text readers see."""
        rank = SearchRank(F("current__search"), question.query)
        return self.annotate(rank=rank).values_list("pk", "status", "rank")

    def latest_received(self) -> Self:
        return self.order_by("-received_at", "-pk")


class RevisionQuerySet(models.QuerySet["Revision"]):
    def titled_with(self, question: Question) -> Self:
        """Those whose title alone answers a question."""
        words = SearchVector(Searchable("title"), config="english")
        return self.alias(title_words=words).filter(title_words=question.query)

    def public(self) -> Self:
        """Texts that stood when their motion was published or later; one replaced before then is private."""
        replaced = self.model.objects.filter(
            motion=OuterRef("motion"),
            number__gt=OuterRef("number"),
            made_at__lte=OuterRef("motion__published_at"),
        )
        return self.filter(~Exists(replaced), motion__published_at__isnull=False)


class BackingQuerySet(models.QuerySet["Backing"]):
    def standing(self) -> Self:
        """Confirmed and not withdrawn: the people who back the motion today."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)

    def unconfirmed(self) -> Self:
        """Named or signed, and still to confirm by the email they were sent."""
        return self.filter(confirmed_at=None, withdrawn_at=None).order_by("pk")

    def movers(self) -> Self:
        """Those who may act for the motion, the mover first."""
        return self.filter(role__in=MOVERS, withdrawn_at__isnull=True).order_by("pk")

    def called(self, asked: str) -> Self:
        """People of a name whose words begin with those asked for."""
        return self.alias(words=search.name_words("name")).filter(words=search.name_query(asked))

    def by_name(self) -> Self:
        return self.order_by(SortKey("name"), "pk")


class RulingQuerySet(models.QuerySet["Ruling"]):
    def open(self) -> Self:
        """Proposals that wait for a second person."""
        return self.filter(decided_at=None, declined_at=None)

    def in_force(self) -> Self:
        """Those that were decided and that no later one has ended."""
        return self.filter(decided_at__isnull=False, ended_at=None)

    def for_a_second(self, user_pk: int | None) -> Self:
        """Proposals of others that this person may second or decline."""
        return self.open().exclude(proposed_by=user_pk).exclude(motion__recusals__user=user_pk)


def _all(rows: str, *, of: type["Motion"]) -> Any:
    """All rows that motions have under this name, asked for where their model cannot be imported."""
    model: Any = of._meta.get_field(rows).related_model
    return model.objects.all()
