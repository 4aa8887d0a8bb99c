"""The documents that anybody may download: a motion, each of its texts, an agenda item, a conference."""

from collections.abc import Iterable
from typing import Self

from django.db.models import Max
from django.shortcuts import get_object_or_404

from lla.papers.blocks import Archive, Booklet, MarkedPaper, Paper
from lla.papers.documents import PublicDocument
from lla.papers.formats import PDF, WORD, ZIP

from ..agenda.models import AgendaItem, Conference
from ..amendments import papers as amendments_papers
from ..amendments.selectors import with_amendments
from ..composites.papers import ALONE, ANY_NATURE
from ..composites.selectors import with_sources
from ..motion import papers as motion_papers
from ..motion.models import Motion, MotionEvent, Revision
from ..order_paper import papers as order_paper_papers
from ..order_paper.models import OrderPaper
from ..placing import selectors as placing_selectors
from ..reports import papers as reports_papers
from ..reports.models import CommitteeReport
from . import content_versions, papers


class MotionDocument(PublicDocument):
    """A public motion as it stands."""

    kind = "motions/motion"

    @classmethod
    def find(cls, pk: int) -> Self:
        return cls(*content_versions.of_motion(pk))

    def read(self, suffix: str) -> Paper:
        [motion] = with_sources(Motion.objects.any_nature().public().for_papers().filter(pk=self.pk))
        return motion_papers.of_motion(motion, ALONE)


class AmendableDocument(PublicDocument):
    """A public motion as the Word file in which it is amended; amendments have none."""

    kind = "motions/amendable"
    formats = (WORD,)

    @classmethod
    def find(cls, pk: int) -> Self:
        get_object_or_404(Motion.objects.on_the_agenda().only("pk"), pk=pk)
        return cls(*content_versions.of_motion(pk))

    def read(self, suffix: str) -> Paper | MarkedPaper:
        [motion] = with_sources(Motion.objects.on_the_agenda().public().for_papers().filter(pk=self.pk))
        return amendments_papers.to_amend(motion, ANY_NATURE)


class AmendedDocument(PublicDocument):
    """A motion with the changes of a public amendment, each of which Word accepts or refuses."""

    kind = "motions/amended"
    formats = (WORD,)

    @classmethod
    def find(cls, pk: int) -> Self:
        get_object_or_404(Motion.objects.amendments().only("pk"), pk=pk)
        return cls(*content_versions.of_motion(pk))

    def read(self, suffix: str) -> Paper | MarkedPaper:
        amendment = Motion.objects.amendments().public().for_papers().get(pk=self.pk)
        return amendments_papers.amended(amendment)


class AmendmentsDocument(PublicDocument):
    """A public motion followed by its amendments, in the order in which conference votes on them."""

    kind = "motions/amendments"

    @classmethod
    def find(cls, pk: int) -> Self:
        get_object_or_404(Motion.objects.on_the_agenda().only("pk"), pk=pk)
        return cls(*content_versions.of_motion(pk))

    def read(self, suffix: str) -> Booklet:
        motions = with_sources(Motion.objects.on_the_agenda().public().for_papers().filter(pk=self.pk))
        return amendments_papers.with_amendments(with_amendments(motions), ANY_NATURE)


class RevisionDocument(PublicDocument):
    """One text of a public motion; one that was replaced before the motion was public is not there."""

    kind = "motions/revision"

    @classmethod
    def find(cls, motion: int, number: int) -> Self:
        _, version = content_versions.of_motion(motion)
        revision = get_object_or_404(Revision.objects.public().only("pk"), motion=motion, number=number)
        return cls(revision.pk, version)

    def read(self, suffix: str) -> Paper:
        revision = Revision.objects.public().get(pk=self.pk)
        motions = Motion.objects.any_nature().for_papers().filter(pk=revision.motion_id)
        [revision.motion] = with_sources(motions)
        return motion_papers.of_revision(revision, ALONE)


class ItemDocument(PublicDocument):
    """All public motions received on an agenda item."""

    kind = "motions/item"

    @classmethod
    def find(cls, conference: str, item: str) -> Self:
        return cls(*content_versions.of_item(conference, item))

    def read(self, suffix: str) -> Booklet:
        item = AgendaItem.objects.select_related("conference").get(pk=self.pk)
        on_the_agenda = item.motions.on_the_agenda().public().for_papers().in_label_order()
        motions = with_amendments(with_sources(on_the_agenda))
        moved = placing_selectors.moved_from([item]).get(item.pk, [])
        return motion_papers.of_item(item, motions, ANY_NATURE, moved=moved)


class ConferenceDocument(PublicDocument):
    """All public motions to a conference as one booklet; as a zip with each item's and each motion's too."""

    kind = "motions/conference"
    formats = (PDF, WORD, ZIP)

    @classmethod
    def find(cls, conference: str) -> Self:
        return cls(*content_versions.of_conference(conference))

    @classmethod
    def taken_along(cls) -> Iterable[Self]:
        opened = Conference.objects.opened()
        return map(cls.find, opened.order_by("pk").values_list("slug", flat=True))

    def read(self, suffix: str) -> Booklet | Archive:
        conference = Conference.objects.get(pk=self.pk)
        make = motion_papers.archive if suffix == ZIP.suffix else motion_papers.of_conference
        steps = MotionEvent.objects.filter(motion__in=conference.motions.any_nature().public(), public=True)
        agenda = _agenda(conference)
        moved = placing_selectors.moved_from(item for item, _ in agenda)
        as_at = steps.aggregate(last=Max("at"))["last"]
        return make(conference, agenda, ANY_NATURE, as_at=as_at, moved=moved)

    def page(self, file_address: str) -> str:
        return file_address.rpartition("/")[0] + "/"


class SubmittersDocument(PublicDocument):
    """All public motions and amendments to a conference by who submitted them."""

    kind = "motions/submitters"

    @classmethod
    def find(cls, conference: str) -> Self:
        return cls(*content_versions.of_conference(conference))

    def read(self, suffix: str) -> Paper:
        conference = Conference.objects.get(pk=self.pk)
        motions = with_sources(conference.motions.any_nature().public().for_papers().in_label_order())
        return papers.by_submitter(conference, motions)


class ReportDocument(PublicDocument):
    """A report of the committee that was issued."""

    kind = "motions/report"

    @classmethod
    def find(cls, conference: str, number: int) -> Self:
        _, version = content_versions.of_conference(conference)
        reports = CommitteeReport.objects.issued().only("pk")
        return cls(get_object_or_404(reports, conference__slug=conference, number=number).pk, version)

    @classmethod
    def taken_along(cls) -> Iterable[Self]:
        issued = CommitteeReport.objects.issued().select_related("conference").order_by("pk")
        return (cls.find(report.conference.slug, report.number) for report in issued if report.number)

    def read(self, suffix: str) -> Paper:
        reports = CommitteeReport.objects.issued().select_related("conference", "corrects")
        return reports_papers.of_report(reports.get(pk=self.pk))


class OrderPaperDocument(PublicDocument):
    """The order paper of a conference, once it is issued; by the key of the conference."""

    kind = "motions/order_paper"

    @classmethod
    def find(cls, conference: str) -> Self:
        pk, version = content_versions.of_conference(conference)
        get_object_or_404(OrderPaper.objects.only("pk"), conference=pk, issued_at__isnull=False)
        return cls(pk, version)

    @classmethod
    def taken_along(cls) -> Iterable[Self]:
        issued = OrderPaper.objects.filter(issued_at__isnull=False)
        return map(cls.find, issued.order_by("pk").values_list("conference__slug", flat=True))

    def read(self, suffix: str) -> Paper:
        return order_paper_papers.order_paper(Conference.objects.get(pk=self.pk))


class DelegatesListDocument(OrderPaperDocument):
    """What delegates vote on, with boxes to tick, once the order paper is issued."""

    kind = "motions/delegates_list"

    def read(self, suffix: str) -> Paper:
        return order_paper_papers.delegates_list(Conference.objects.get(pk=self.pk))


def _agenda(conference: Conference) -> list[tuple[AgendaItem, list[Motion]]]:
    """Each item with its public motions, in as many queries for one as for many."""
    items = list(conference.items.order_by("order"))
    motions: dict[int, list[Motion]] = {item.pk: [] for item in items}
    for item in items:
        item.conference = conference
    on_the_agenda = conference.motions.on_the_agenda().public().for_papers().in_label_order()
    for motion in with_amendments(with_sources(on_the_agenda)):
        motions[motion.item_id].append(motion)
    return [(item, motions[item.pk]) for item in items]
