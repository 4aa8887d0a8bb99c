"""Each public document is found for its readers at its address, and for the worker by its kind and key."""

import pytest
from django.http import Http404

from lla.papers.documents import KINDS, PublicDocument, StoredFile
from lla.papers.formats import PDF, PRINTED, WORD, ZIP
from motions.agenda.choices import Publishing
from motions.motion.models import Motion
from motions.reading.documents import (
    AmendableDocument,
    AmendedDocument,
    ConferenceDocument,
    DelegatesListDocument,
    ItemDocument,
    MotionDocument,
    OrderPaperDocument,
    ReportDocument,
    RevisionDocument,
    SubmittersDocument,
)
from tests.motions.factories import make_amendment, make_conference, make_item, make_motion
from tests.motions.order_paper.factories import make_issued
from tests.motions.reports.test_workflow import make_report

pytestmark = pytest.mark.django_db

FORMATS = {
    MotionDocument: PRINTED,
    AmendableDocument: (WORD,),
    AmendedDocument: (WORD,),
    RevisionDocument: PRINTED,
    ItemDocument: PRINTED,
    ConferenceDocument: (PDF, WORD, ZIP),
    SubmittersDocument: PRINTED,
    ReportDocument: PRINTED,
    OrderPaperDocument: PRINTED,
    DelegatesListDocument: PRINTED,
}


def found(motion: Motion) -> list[PublicDocument]:
    item, conference = motion.item.slug, motion.conference.slug
    issued = make_issued().slug
    return [
        MotionDocument.find(motion.pk),
        AmendableDocument.find(motion.pk),
        AmendedDocument.find(make_amendment(motion, old=" neighbouring").pk),
        RevisionDocument.find(motion.pk, 1),
        ItemDocument.find(conference, item),
        ConferenceDocument.find(conference),
        SubmittersDocument.find(conference),
        ReportDocument.find(conference, make_report(motion.conference).number or 0),
        OrderPaperDocument.find(issued),
        DelegatesListDocument.find(issued),
    ]


def test_the_worker_draws_what_the_reader_was_promised() -> None:
    documents = found(make_motion(title="Homes"))
    assert {type(document): document.formats for document in documents} == FORMATS
    for document in documents:
        for format in document.formats:
            drawn = KINDS[document.kind](document.pk).read(format.suffix)
            assert document.file(format.suffix) == StoredFile.of(drawn, format.suffix)


def test_a_motion_that_is_not_public_is_no_document() -> None:
    motion = make_motion(make_item(make_conference(publishing=Publishing.AFTER_RULING)))
    for find in (
        lambda: MotionDocument.find(motion.pk),
        lambda: AmendableDocument.find(motion.pk),
        lambda: RevisionDocument.find(motion.pk, 1),
    ):
        with pytest.raises(Http404):
            find()
