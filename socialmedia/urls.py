"""The addresses of social media."""

from django.urls import path

from .appointments import views as appointments_views
from .channel_lifecycle import views as channel_lifecycle_views
from .comments import views as comments_views
from .complaints import views as complaints_views
from .consultations import views as consultations_views
from .dashboard import views as dashboard_views
from .filters import views as filters_views
from .forums.views import cases, forums, moderation
from .guidelines import views as guidelines_views
from .leave import views as leave_views
from .meetings import views as meetings_views
from .messages import views as messages_views
from .posts.views import acts, planner, posts
from .reports import views as reports_views
from .roster.views import roster, swaps
from .sources import views as sources_views
from .staffing import views as staffing_views
from .statistics import views as statistics_views

app_name = "socialmedia"
COMPLAINT = "social/complaints/k<int:pk>/"
FORUM, CASE = "social/forums/<slug:slug>/", "social/cases/<int:pk>/"
urlpatterns = [
    path("social/", dashboard_views.social, name="social"),
    path("social/board/", dashboard_views.board, name="board"),
    path("social/channels/", channel_lifecycle_views.channels, name="channels"),
    path("social/channels/<slug:slug>/", channel_lifecycle_views.channel, name="channel"),
    path(
        "social/channels/<slug:slug>/change/", channel_lifecycle_views.change_channel, name="change_channel"
    ),
    path(
        "social/channels/<slug:slug>/functions/",
        channel_lifecycle_views.channel_functions,
        name="channel_functions",
    ),
    path("social/channels/<slug:slug>/open/", channel_lifecycle_views.open_channel, name="open_channel"),
    path(
        "social/channels/<slug:slug>/reopen/", channel_lifecycle_views.reopen_channel, name="reopen_channel"
    ),
    path(
        "social/channels/<slug:slug>/suspend/",
        channel_lifecycle_views.suspend_channel,
        name="suspend_channel",
    ),
    path("social/channels/<slug:slug>/close/", channel_lifecycle_views.close_channel, name="close_channel"),
    path("social/channels/new/<slug:kind>/", channel_lifecycle_views.new_channel, name="new_channel"),
    path("social/channels/platforms/order/", channel_lifecycle_views.platforms, name="platforms"),
    path("social/staffing/", staffing_views.staffing, name="staffing"),
    path("social/staffing/reach/new/", staffing_views.new_reach, name="new_reach"),
    path("social/staffing/reach/<int:pk>/end/", staffing_views.end_reach, name="end_reach"),
    path("complaints/new/", complaints_views.complain, name="complain"),
    path("complaints/sent/<str:key>/", complaints_views.complaint_sent, name="complaint_sent"),
    path("social/complaints/", complaints_views.complaints, name="complaints"),
    path(COMPLAINT, complaints_views.complaint, name="complaint"),
    path(f"{COMPLAINT}read/", complaints_views.triage_complaint, name="triage_complaint"),
    path(f"{COMPLAINT}keep-out/", complaints_views.keep_out, name="keep_out"),
    path(f"{COMPLAINT}no-part/", complaints_views.recuse, name="recuse"),
    path(f"{COMPLAINT}holding-reply/", complaints_views.hold_complaint, name="hold_complaint"),
    path(f"{COMPLAINT}leadership/", complaints_views.lead_complaint, name="lead_complaint"),
    path(f"{COMPLAINT}close/", complaints_views.close_complaint, name="close_complaint"),
    path("social/consultations/", consultations_views.consultations, name="consultations"),
    path("social/consultations/new/", consultations_views.new_consultation, name="new_consultation"),
    path("social/consultations/<int:pk>/", consultations_views.consultation, name="consultation"),
    path(
        "social/consultations/<int:pk>/answer/",
        consultations_views.answer_consultation,
        name="answer_consultation",
    ),
    path(
        "social/consultations/<int:pk>/close/",
        consultations_views.close_consultation,
        name="close_consultation",
    ),
    path("social/messages/", messages_views.messages, name="messages"),
    path("social/messages/new/", messages_views.new_message, name="new_message"),
    path("social/messages/<int:pk>/", messages_views.message, name="message"),
    path("social/messages/<int:pk>/answer/", messages_views.message_answer, name="message_answer"),
    path("social/messages/<int:pk>/set-aside/", messages_views.message_set_aside, name="message_set_aside"),
    path("social/messages/<int:pk>/kind/", messages_views.message_sort, name="message_sort"),
    path("social/messages/<int:pk>/pass-on/", messages_views.message_pass_on, name="message_pass_on"),
    path("social/messages/<int:pk>/reopen/", messages_views.message_reopen, name="message_reopen"),
    path("social/comments/", comments_views.comments, name="comments"),
    path("social/comments/new/", comments_views.new_comment, name="new_comment"),
    path("social/comments/<int:pk>/", comments_views.comment, name="comment"),
    path("social/filters/", filters_views.filters, name="filters"),
    path("social/filters/new/", filters_views.new_filter_list, name="new_filter_list"),
    path("social/filters/try/", filters_views.filter_tester, name="filter_tester"),
    path("social/filters/<int:number>/", filters_views.filter_list, name="filter_list"),
    path(
        "social/filters/<int:number>/installed/<slug:channel>/",
        filters_views.filter_install,
        name="filter_install",
    ),
    path("social/forums/", forums.forums, name="forums"),
    path(FORUM, forums.forum, name="forum"),
    path(f"{FORUM}rules/", forums.forum_rules, name="forum_rules"),
    path(f"{FORUM}rules/new/", forums.new_forum_rule, name="new_forum_rule"),
    path(f"{FORUM}rules/<int:pk>/", forums.forum_rule, name="forum_rule"),
    path(f"{FORUM}rules/<int:pk>/<slug:step>/", forums.move_forum_rule, name="move_forum_rule"),
    path(f"{FORUM}posts/", forums.forum_posts, name="forum_posts"),
    path(f"{FORUM}log/", moderation.forum_log, name="forum_log"),
    path(f"{FORUM}log/new/", moderation.new_moderation, name="new_moderation"),
    path(f"{FORUM}log/<int:pk>/strike/", moderation.strike_moderation, name="strike_moderation"),
    path(f"{FORUM}people/<int:pk>/", moderation.participant, name="participant"),
    path(f"{FORUM}people/<int:pk>/case/", cases.open_case, name="open_case"),
    path(f"{FORUM}step/<slug:step>/", forums.forum_step, name="forum_step"),
    path("social/cases/", cases.cases, name="cases"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}keep-out/", cases.keep_out_of_case, name="keep_out_of_case"),
    path(f"{CASE}leadership/", cases.note_leadership, name="note_leadership"),
    path(f"{CASE}decide/", cases.decide_case, name="decide_case"),
    path(f"{CASE}tell/", cases.tell_case, name="tell_case"),
    path(f"{CASE}appeal/", cases.appeal_case, name="appeal_case"),
    path(f"{CASE}appeal/decide/", cases.decide_appeal, name="decide_appeal"),
    path(f"{CASE}step/<slug:step>/", cases.case_step, name="case_step"),
    path("social/guidelines/", guidelines_views.guidelines, name="guidelines"),
    path("social/guidelines/new/", guidelines_views.new_guidelines, name="new_guidelines"),
    path("social/guidelines/draft/", guidelines_views.edit_guidelines, name="edit_guidelines"),
    path("social/guidelines/draft/discard/", guidelines_views.discard_guidelines, name="discard_guidelines"),
    path("social/guidelines/draft/adopt/", guidelines_views.adopt_guidelines, name="adopt_guidelines"),
    path("social/guidelines/<int:number>/", guidelines_views.guideline_version, name="guideline_version"),
    path(
        "social/guidelines/<int:number>.<paper:suffix>",
        guidelines_views.guideline_file,
        name="guideline_file",
    ),
    path(
        "social/guidelines/<int:before>/to/<int:number>/",
        guidelines_views.guideline_changes,
        name="guideline_changes",
    ),
    path("social/planner/", planner.planner, name="planner"),
    path("social/posts/", posts.posts, name="posts"),
    path("social/posts/new/", posts.new_post, name="new_post"),
    path("social/posts/new/preview/", posts.new_post_preview, name="new_post_preview"),
    path("social/posts/<int:pk>/", posts.post, name="post"),
    path("social/posts/<int:pk>/edit/", posts.edit_post, name="edit_post"),
    path("social/posts/<int:pk>/preview/", posts.post_preview, name="post_preview"),
    path("social/posts/<int:pk>/ask/", acts.ask_for_check, name="ask_for_check"),
    path("social/posts/<int:pk>/check/<slug:kind>/", acts.check_post, name="check_post"),
    path("social/posts/<int:pk>/reason/<slug:code>/", acts.give_reason, name="give_reason"),
    path("social/posts/<int:pk>/consult/", acts.consult_post, name="consult_post"),
    path("social/posts/<int:pk>/ready/", acts.hand_over, name="hand_over"),
    path("social/posts/<int:pk>/drop/", acts.drop_post, name="drop_post"),
    path("social/posts/<int:pk>/repost/", acts.repost, name="repost"),
    path("social/posts/<int:pk>/out/<int:variant>/", acts.put_out, name="put_out"),
    path("social/sources/", sources_views.sources, name="sources"),
    path("social/sources/new/", sources_views.new_source, name="new_source"),
    path("social/sources/<int:pk>/", sources_views.source, name="source"),
    path("social/sources/<int:pk>/vet/", sources_views.vet_source, name="vet_source"),
    path("social/sources/<int:pk>/like/", sources_views.like_source, name="like_source"),
    path("social/sources/<int:pk>/unlike/", sources_views.unlike_source, name="unlike_source"),
    path("social/meetings/", meetings_views.meetings, name="meetings"),
    path("social/meetings/new/", meetings_views.new_meeting, name="new_meeting"),
    path("social/meetings/<int:pk>/", meetings_views.meeting, name="meeting"),
    path("social/meetings/<int:pk>/edit/", meetings_views.edit_meeting, name="edit_meeting"),
    path("social/figures/", statistics_views.figures, name="figures"),
    path("social/figures/enter/", statistics_views.enter_figures, name="enter_figures"),
    path("social/reports/", reports_views.reports, name="reports"),
    path("social/reports/<month:month>/", reports_views.report, name="report"),
    path("social/reports/<month:month>.<paper:suffix>", reports_views.report_file, name="report_file"),
    path("social/reports/<month:month>/edit/", reports_views.edit_report, name="edit_report"),
    path("social/reports/<month:month>/send/", reports_views.send_report, name="send_report"),
    path("social/roster/", roster.roster, name="roster"),
    path("social/roster/take/", roster.take_duty, name="take_duty"),
    path("social/roster/calendar/", roster.new_calendar, name="new_calendar"),
    path("social/roster/calendar/<key>.ics", roster.roster_feed, name="roster_feed"),
    path("social/roster/swaps/", swaps.swaps, name="swaps"),
    path("social/roster/swaps/<int:pk>/<act>/", swaps.answer_swap, name="answer_swap"),
    path("social/roster/duties/<int:pk>/swap/", swaps.ask_swap, name="ask_swap"),
    path("social/roster/<week>/", roster.roster_week, name="roster_week"),
    path("social/roster/<week>/edit/", roster.edit_roster, name="edit_roster"),
    path("social/team/", appointments_views.team, name="team"),
    path("social/team/appoint/", appointments_views.appoint, name="appoint"),
    path("social/team/roles/<int:pk>/", appointments_views.appointment, name="appointment"),
    path("social/team/roles/<int:pk>/end/", appointments_views.end_appointment, name="end_appointment"),
    path("social/team/leave/", leave_views.leave, name="leave"),
    path("social/team/leave/<int:pk>/back/", leave_views.come_back, name="come_back"),
]
