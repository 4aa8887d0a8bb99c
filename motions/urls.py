"""The addresses of motions; those that are read from are kept stable for ever."""

from collections.abc import Sequence

from django.urls import path, register_converter

from lla.pages.converters import Word
from lla.papers.formats import WORD, in_addresses

from .amending import views as amending_views
from .backing.views import actions, composites, mine, signing
from .group_questions import views as group_questions_views
from .reading.documents import ConferenceDocument
from .reading.views import files, merging, pages, papers
from .search import views as search_views
from .submitting.views import later, receipt, steps


class Reference:
    """m42 in an address is motion 42 in a view."""

    regex = r"m[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value[1:])

    def to_url(self, value: str) -> str:
        """Takes the reference itself, as `Motion.reference` gives it."""
        return value


class References:
    """m42-m43 in an address are motions 42 and 43 in a view, in this order."""

    regex = rf"{Reference.regex}(?:-{Reference.regex}){{0,199}}"

    def to_python(self, value: str) -> list[int]:
        return [int(reference[1:]) for reference in value.split("-")]

    def to_url(self, value: Sequence[str]) -> str:
        """Takes references."""
        return "-".join(value)


class BookletSuffix(Word):
    """The formats a whole conference comes in."""

    regex = in_addresses(ConferenceDocument.formats)


class WordSuffix(Word):
    """Of files that Word alone can read."""

    regex = in_addresses((WORD,))


register_converter(Reference, "reference")
register_converter(References, "references")
register_converter(WordSuffix, "word_file")
register_converter(BookletSuffix, "booklet")

app_name = "motions"
CONFERENCE, MOTION = "conferences/<slug:conference>/", "motions/<reference:pk>/"
MINE = "motions/mine/<reference:pk>/"
urlpatterns = [
    path("conferences/", pages.conferences, name="conferences"),
    path(CONFERENCE, pages.conference, name="conference"),
    path(f"{CONFERENCE}motions.<booklet:suffix>", files.conference_file, name="conference_file"),
    path(f"{CONFERENCE}papers/submitters/", papers.submitters, name="submitters"),
    path(f"{CONFERENCE}papers/submitters.<paper:suffix>", papers.submitters_file, name="submitters_file"),
    path(f"{CONFERENCE}papers/reports/<int:number>/", papers.report, name="report"),
    path(f"{CONFERENCE}papers/reports/<int:number>.<paper:suffix>", papers.report_file, name="report_file"),
    path(f"{CONFERENCE}papers/order-paper/", papers.order_paper, name="order_paper"),
    path(f"{CONFERENCE}papers/order-paper.<paper:suffix>", papers.order_paper_file, name="order_paper_file"),
    path(f"{CONFERENCE}papers/delegates-list/", papers.delegates_list, name="delegates_list"),
    path(
        f"{CONFERENCE}papers/delegates-list.<paper:suffix>",
        papers.delegates_list_file,
        name="delegates_list_file",
    ),
    path(f"{CONFERENCE}<slug:item>/", pages.item, name="item"),
    path(f"{CONFERENCE}<slug:item>.<paper:suffix>", files.item_file, name="item_file"),
    path(MOTION, pages.motion, name="motion"),
    path("motions/<reference:pk>.<paper:suffix>", files.motion_file, name="motion_file"),
    path(f"{MOTION}amend.<word_file:suffix>", files.amendable_file, name="amendable_file"),
    path(f"{MOTION}amended.<word_file:suffix>", files.amended_file, name="amended_file"),
    path(f"{MOTION}revisions/<int:number>/", pages.revision, name="revision"),
    path(f"{MOTION}revisions/<int:number>.<paper:suffix>", files.revision_file, name="revision_file"),
    path(f"{MOTION}changes/<int:old>/<int:new>/", pages.changes, name="changes"),
    path("search/", search_views.search, name="search"),
    path(f"{MOTION}amendments/", pages.amendments, name="amendments"),
    path(f"{MOTION}amendments.<paper:suffix>", files.amendments_file, name="amendments_file"),
    path(f"{MOTION}merged/", merging.merge, name="merge"),
    path(f"{MOTION}merged/<references:chosen>/", merging.merged, name="merged"),
    path(f"{MOTION}merged/<references:chosen>.<paper:suffix>", merging.merged_file, name="merged_file"),
    path(f"{MOTION}amend/", steps.amend, name="amend"),
    path("motions/submit/", steps.submit, name="submit"),
    path("motions/submit/<key>/who/", steps.step_who, name="step_who"),
    path("motions/submit/<key>/text/", steps.step_text, name="step_text"),
    path("motions/submit/<key>/carry/", steps.carry_over, name="carry_over"),
    path("motions/submit/<key>/people/", steps.step_people, name="step_people"),
    path("motions/submit/<key>/check/", steps.check, name="check"),
    path("motions/submit/<key>/preview/", steps.preview, name="preview"),
    path("motions/submit/<key>/sent/", receipt.sent, name="sent"),
    path("motions/submit/<key>/sent/address/<int:pk>/", receipt.sent_address, name="sent_address"),
    path("motions/submit/<key>/sent/remind/", receipt.sent_remind, name="sent_remind"),
    path("motions/submit/<key>/", later.go_on, name="go_on"),
    path("motions/submit/<key>/save/", later.save, name="save"),
    path("motions/draft/<emailed:token>/", later.draft, name="draft"),
    path("motions/backing/<emailed:token>/", signing.backing, name="backing"),
    path("motions/group/<emailed:token>/", group_questions_views.group_told, name="group_told"),
    path("motions/invited/<emailed:invitation>/", signing.invited, name="invited"),
    path("motions/invited/<emailed:invitation>/signed/", signing.signed, name="signed"),
    path("motions/sign/<key>/", signing.sign, name="sign"),
    path("motions/sign/<key>/asked/", signing.asked, name="asked"),
    path("motions/mine/", mine.mine, name="mine"),
    path("motions/mine/open/<emailed:token>/", mine.enter, name="enter"),
    path("motions/mine/leave/", mine.leave, name="leave"),
    path(MINE, mine.track, name="track"),
    path(f"{MINE}confirm/", signing.confirm, name="confirm"),
    path(f"{MINE}composite/", composites.composite, name="composite"),
    path(f"{MINE}answer/", actions.answer, name="answer"),
    path(f"{MINE}settle/", actions.settle, name="settle"),
    path(f"{MINE}revise/", actions.revise, name="revise"),
    path(f"{MINE}revise/preview/", actions.revise_preview, name="revise_preview"),
    path(f"{MINE}amendments/", amending_views.answer_amendments, name="answer_amendments"),
    path(f"{MINE}amendments/answer/", amending_views.answer_amendment, name="answer_amendment"),
    path(f"{MINE}invite/", actions.invite, name="invite"),
    path(f"{MINE}co-mover/", actions.co_mover, name="co_mover"),
    path(f"{MINE}co-moving/", actions.co_moving, name="co_moving"),
    path(f"{MINE}officer/", actions.correct_officer, name="correct_officer"),
    path(f"{MINE}remind/", actions.remind, name="remind"),
    path(f"{MINE}appeal/", actions.appeal, name="appeal"),
    path(f"{MINE}withdraw/", actions.withdraw, name="withdraw"),
    path(f"{MINE}withdraw-name/", actions.withdraw_support, name="withdraw_support"),
]
