"""The addresses of motions; those that are read from are kept stable for ever."""

from django.urls import path, register_converter

from lla.converters import Word

from .views import acting, files, groups, mine, people, reading, search, submit


class Reference:
    """m42 in an address is motion 42 in a view."""

    regex = r"m[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value[1:])

    def to_url(self, value: str) -> str:
        """Takes the reference itself, as `Motion.reference` gives it."""
        return value


class BookletSuffix(Word):
    """The formats a whole conference comes in."""

    regex = "pdf|docx|zip"


register_converter(Reference, "reference")
register_converter(BookletSuffix, "booklet")

app_name = "motions"
urlpatterns = [
    path("conferences/", reading.conferences, name="conferences"),
    path("conferences/<slug:conference>/", reading.conference, name="conference"),
    path(
        "conferences/<slug:conference>/motions.<booklet:suffix>",
        files.conference_file,
        name="conference_file",
    ),
    path("conferences/<slug:conference>/<slug:item>/", reading.item, name="item"),
    path("conferences/<slug:conference>/<slug:item>.<paper:suffix>", files.item_file, name="item_file"),
    path("motions/<reference:pk>/", reading.motion, name="motion"),
    path("motions/<reference:pk>.<paper:suffix>", files.motion_file, name="motion_file"),
    path("motions/<reference:pk>/revisions/<int:number>/", reading.revision, name="revision"),
    path(
        "motions/<reference:pk>/revisions/<int:number>.<paper:suffix>",
        files.revision_file,
        name="revision_file",
    ),
    path("motions/<reference:pk>/changes/<int:old>/<int:new>/", reading.changes, name="changes"),
    path("search/", search.search, name="search"),
    path("motions/submit/", submit.submit, name="submit"),
    path("motions/submit/<key>/who/", submit.step_who, name="step_who"),
    path("motions/submit/<key>/text/", submit.step_text, name="step_text"),
    path("motions/submit/<key>/people/", submit.step_people, name="step_people"),
    path("motions/submit/<key>/check/", submit.check, name="check"),
    path("motions/submit/<key>/preview/", submit.preview, name="preview"),
    path("motions/submit/<key>/sent/", submit.sent, name="sent"),
    path("motions/submit/<key>/sent/address/<int:pk>/", submit.sent_address, name="sent_address"),
    path("motions/submit/<key>/sent/remind/", submit.sent_remind, name="sent_remind"),
    path("motions/submit/<key>/save/", submit.save, name="save"),
    path("motions/draft/<token>/", submit.draft, name="draft"),
    path("motions/backing/<token>/", people.backing, name="backing"),
    path("motions/group/<token>/", groups.group_told, name="group_told"),
    path("motions/invited/<invitation>/", people.invited, name="invited"),
    path("motions/invited/<invitation>/signed/", people.signed, name="signed"),
    path("motions/sign/<key>/", people.sign, name="sign"),
    path("motions/sign/<key>/asked/", people.asked, name="asked"),
    path("motions/mine/", mine.mine, name="mine"),
    path("motions/mine/open/<token>/", mine.enter, name="enter"),
    path("motions/mine/leave/", mine.leave, name="leave"),
    path("motions/mine/<reference:pk>/", mine.track, name="track"),
    path("motions/mine/<reference:pk>/confirm/", acting.confirm, name="confirm"),
    path("motions/mine/<reference:pk>/answer/", acting.answer, name="answer"),
    path("motions/mine/<reference:pk>/revise/", acting.revise, name="revise"),
    path("motions/mine/<reference:pk>/revise/preview/", acting.revise_preview, name="revise_preview"),
    path("motions/mine/<reference:pk>/invite/", acting.invite, name="invite"),
    path("motions/mine/<reference:pk>/co-mover/", acting.co_mover, name="co_mover"),
    path("motions/mine/<reference:pk>/officer/", acting.correct_officer, name="correct_officer"),
    path("motions/mine/<reference:pk>/remind/", acting.remind, name="remind"),
    path("motions/mine/<reference:pk>/withdraw/", acting.withdraw, name="withdraw"),
    path("motions/mine/<reference:pk>/withdraw-name/", acting.withdraw_support, name="withdraw_support"),
]
