"""An email of every kind that the social media team gets or sends, each from rows of its own."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.utils.timezone import localdate

from lla.accounts.models import User
from lla.acts.actors import SYSTEM
from lla.emails.models import Email
from lla.time import clock
from socialmedia.appointments import emails as appointments_emails
from socialmedia.channel_lifecycle import emails as channel_lifecycle_emails
from socialmedia.channels.choices import ChannelAct
from socialmedia.channels.models import Channel
from socialmedia.complaints import emails as complaints_emails
from socialmedia.complaints.models import Complaint
from socialmedia.consultations import emails as consultations_emails
from socialmedia.consultations.models import Consultation
from socialmedia.guidelines import emails as guidelines_emails
from socialmedia.leave import emails as leave_emails
from socialmedia.messages import emails as messages_emails
from socialmedia.posts import emails as posts_emails
from socialmedia.posts.models import Post, PostCheck
from socialmedia.reports import emails as reports_emails
from socialmedia.reports.models import Report
from socialmedia.roster import emails as roster_emails
from socialmedia.roster.choices import DutyKind
from socialmedia.roster.models import RosterDuty, Swap
from socialmedia.staffing import emails as staffing_emails
from socialmedia.staffing.models import ReachTarget
from socialmedia.team.choices import Role
from socialmedia.team.models import Appointment, Leave
from tests.factories import make_staff, make_user
from tests.socialmedia.complaints.factories import make_complaint
from tests.socialmedia.factories import (
    make_appointment,
    make_channel,
    make_guidelines,
    make_member,
    make_post,
    make_variant,
)
from tests.socialmedia.messages.factories import make_message

WORDS = "It names somebody.\n{link}\nDear friend, click here."


def _today() -> date:
    return localdate(clock.now())


def _channel() -> Channel:
    channel = make_channel("Otter Page")
    make_member("Manny Ager", Role.MANAGER)
    return channel


def _role(write: Callable[[Appointment], Email]) -> Callable[[], Email]:
    return lambda: write(make_appointment(make_user("", "Sam Hollis"), ends_on=_today()))


def _complaint(write: Callable[..., Email], *said: str) -> Callable[[], Email]:
    """To whoever complained."""

    def build() -> Email:
        complaint = make_complaint("data_protection", email="kim@example.org", name="Kim Teasel")
        complaint.reply = WORDS
        return write(complaint, *said)

    return build


def _handled(write: Callable[[Complaint, list[User]], list[Email]]) -> Callable[[], Email]:
    """To whoever handles a complaint."""

    def build() -> Email:
        complaint = make_complaint("data_protection", email="kim@example.org", name="Kim Teasel")
        return write(complaint, [make_user("", "Ann Bell")])[0]

    return build


def _consulted(write: Callable[[Consultation, list[User]], list[Email]]) -> Callable[[], Email]:
    def build() -> Email:
        asked = Consultation(question="May we open a forum?", closes_at=clock.now() + timedelta(days=3))
        return write(asked, [make_user("", "Ann Bell")])[0]

    return build


def _leave() -> Leave:
    make_member("Coo Dinator", Role.COORDINATOR)
    starts_on = _today() + timedelta(days=2)
    return Leave(user=make_member("Sam Hollis"), starts_on=starts_on, ends_on=starts_on + timedelta(days=9))


def _duty() -> RosterDuty:
    on = _today() + timedelta(days=3)
    channel = Channel.objects.first() or make_channel("Otter Page")
    return RosterDuty(channel=channel, kind=DutyKind.POSTING, on=on)


def _away() -> Email:
    return leave_emails.away(_leave(), [_duty()], but=make_user("", "Ann Bell"))[0]


def _swapped(write: Callable[[Swap], Email]) -> Callable[[], Email]:
    def build() -> Email:
        marek, callum = make_user("", "Marek Reed"), make_user("", "Callum Sedge")
        return write(Swap(duty=_duty(), asked_by=marek, to=callum, answered_by=callum, note=WORDS))

    return build


def _checked(write: Callable[[PostCheck], list[Email]]) -> Callable[[], Email]:
    def build() -> Email:
        by = make_user("", "Ann Bell")
        return write(PostCheck(post=_post(), by=by, agreed=False, note=WORDS))[0]

    return build


def _post() -> Post:
    return make_post(make_user("", "Sam Hollis"), "Herons on strike")


def _posted_anyway() -> Email:
    variant = make_variant(_post())
    variant.posted_by, variant.link = make_user("", "Rae Bell"), "https://example.org/post"
    return posts_emails.posted_anyway(variant, variant.post.author)


def _opened() -> Email:
    return channel_lifecycle_emails.opened(_channel(), why=WORDS, by=SYSTEM, today=_today())[0]


def _left_alone() -> Email:
    channel, author = _channel(), make_user("", "Sam Hollis")
    planned = [make_variant(make_post(author, "Herons on strike"), channel=channel)]
    act = ChannelAct.CLOSED
    emails = channel_lifecycle_emails.left_alone(channel, act, planned, why=WORDS, by=SYSTEM, today=_today())
    return emails[-1]


def _reach() -> Email:
    make_member("Manny Ager", Role.MANAGER)
    ends_on = _today() + timedelta(days=13)
    target = ReachTarget(pk=3, extra=2, why="An election.", starts_on=_today(), ends_on=ends_on)
    return staffing_emails.reach_set(target, by=SYSTEM, today=_today())[0]


def _report() -> Report:
    make_staff(name="Robin Vale")
    return Report(month=date(2026, 9, 1), sent_by=make_user("", "Coo Dinator"))


def _bad_days() -> Email:
    day = posts_emails.BadDay(
        on=_today(), page="Otter Page", sentence="Five posts; the guidelines say three."
    )
    return posts_emails.bad_days([day, day], [make_user("", "Coo Dinator")])[0]


def _answering(write: Callable[..., Email]) -> Callable[[], Email]:
    def build() -> Email:
        return write(make_user("", "Ann Bell"), [make_message(channel=make_channel("Otter Page"))])

    return build


BUILDERS: dict[str, Callable[[], Email]] = {
    "socialmedia/appointed": _role(appointments_emails.appointed),
    "socialmedia/assigned": lambda: roster_emails.assigned(
        make_user("", "Sam Hollis"), gained=["Thursday 19 November: Posting"], lost=["Friday: Posting"]
    ),
    "socialmedia/bad_days": _bad_days,
    "socialmedia/channel_left_alone": _left_alone,
    "socialmedia/channel_opened": lambda: channel_lifecycle_emails.opened(
        _channel(), why=WORDS, by=SYSTEM, today=_today()
    )[0],
    "socialmedia/check_asked": lambda: posts_emails.check_asked(_post(), [make_user("", "Ann Bell")])[0],
    "socialmedia/complaint_closed": _complaint(complaints_emails.closed),
    "socialmedia/complaint_due": _handled(complaints_emails.due_soon),
    "socialmedia/complaint_held": _complaint(complaints_emails.held, WORDS),
    "socialmedia/complaint_leadership": _handled(complaints_emails.leadership_asked),
    "socialmedia/complaint_received": _complaint(complaints_emails.received),
    "socialmedia/complaint_waits": _handled(
        lambda complaint, users: complaints_emails.waits(complaint, users, users)
    ),
    "socialmedia/consultation_asked": _consulted(consultations_emails.asked),
    "socialmedia/consultation_reminded": _consulted(consultations_emails.reminded),
    "socialmedia/consultation_withdrawn": _consulted(
        partial(consultations_emails.withdrawn, by=User(name="Bo"))
    ),
    "socialmedia/ended": _role(appointments_emails.ended),
    "socialmedia/guidelines_adopted": lambda: guidelines_emails.adopted(
        make_guidelines(), [make_user("", "Ann Bell")]
    )[0],
    "socialmedia/last_day_changed": _role(appointments_emails.last_day_changed),
    "socialmedia/leave_away": _away,
    "socialmedia/leave_back": lambda: leave_emails.back(_leave()),
    "socialmedia/leave_entered_for_you": lambda: leave_emails.entered_for_you(_leave(), [_duty()]),
    "socialmedia/messages_late": _answering(messages_emails.late),
    "socialmedia/messages_waiting": _answering(messages_emails.waiting),
    "socialmedia/not_agreed": _checked(posts_emails.not_agreed),
    "socialmedia/post_checked": _checked(lambda check: posts_emails.post_checked(check, [check.post.author])),
    "socialmedia/post_dropped": lambda: posts_emails.post_dropped(_post(), WORDS),
    "socialmedia/posted_anyway": lambda: _posted_anyway(),
    "socialmedia/posts_overdue": lambda: posts_emails.posts_overdue(
        make_user("", "Ann Bell"), [make_variant(_post()), make_variant(_post())]
    ),
    "socialmedia/reach_set": _reach,
    "socialmedia/report_drafted": lambda: reports_emails.drafted(_report(), make_user("", "Coo Dinator")),
    "socialmedia/report_sent": lambda: reports_emails.sent(_report())[0],
    "socialmedia/swap_accepted": _swapped(roster_emails.accepted),
    "socialmedia/swap_asked": _swapped(
        lambda swap: roster_emails.asked(swap, [make_user("", "Callum Sedge")])[0]
    ),
    "socialmedia/swap_declined": _swapped(roster_emails.declined),
    "socialmedia/swap_withdrawn": _swapped(lambda swap: roster_emails.withdrawn(swap, swap.asked_by)),
}
