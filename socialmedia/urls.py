"""The addresses of social media."""

from django.urls import path

from .appointments import views as appointments
from .channel_lifecycle import views as channels
from .comments import views as comments
from .complaints import views as complaints
from .consultations import views as consultations
from .dashboard import views as dashboard
from .figure_imports import views as figure_imports
from .filters import views as filters
from .forums.views import cases, forums
from .guidelines import views as guidelines
from .leave import views as leave
from .media import views as media
from .meetings import views as meetings
from .messages import views as messages
from .platforms import views as platforms
from .positions import views as positions
from .posts.views import acts, planner, posts
from .reports import views as reports
from .results import views as results
from .roster.views import swaps as roster_swaps
from .roster.views import weeks as roster_weeks
from .sharing import views as sharing
from .sources import views as sources
from .staffing import views as staffing
from .statistics import views as statistics
from .what_we_did import views as what_we_did

app_name = "socialmedia"
COMPLAINT = "social/complaints/k<int:pk>/"
CONSULTATION, FILTER_LIST = "social/consultations/<int:pk>/", "social/filters/<int:number>/"
FORUM, CASE = "social/forums/<slug:slug>/", "social/cases/<int:pk>/"
GUIDELINES = "social/guidelines/"
urlpatterns = [
    path("social/", dashboard.social, name="social"),
    path("social/board/", dashboard.board, name="board"),
    path("social/channels/", channels.channels, name="channels"),
    path("social/channels/<slug:slug>/", channels.channel, name="channel"),
    path("social/channels/<slug:slug>/change/", channels.change_channel, name="change_channel"),
    path("social/channels/<slug:slug>/functions/", channels.channel_functions, name="channel_functions"),
    path("social/channels/<slug:slug>/open/", channels.open_channel, name="open_channel"),
    path("social/channels/<slug:slug>/reopen/", channels.open_channel, {"again": True}, "reopen_channel"),
    path("social/channels/<slug:slug>/suspend/", channels.suspend_channel, name="suspend_channel"),
    path("social/channels/<slug:slug>/close/", channels.close_channel, name="close_channel"),
    path("social/channels/new/<slug:kind>/", channels.new_channel, name="new_channel"),
    path("social/channels/platforms/order/", platforms.platform_order, name="platform_order"),
    path("social/platforms/", platforms.platforms, name="platforms"),
    path("social/platforms/new/", platforms.new_platform, name="new_platform"),
    path("social/platforms/<slug:slug>/change/", platforms.change_platform, name="change_platform"),
    path("social/platforms/<slug:slug>/end/", platforms.end_platform, name="end_platform"),
    path("social/platforms/<slug:slug>/resume/", platforms.resume_platform, name="resume_platform"),
    path("social/staffing/", staffing.staffing, name="staffing"),
    path("social/staffing/reach/new/", staffing.new_reach, name="new_reach"),
    path("social/staffing/reach/<int:pk>/end/", staffing.end_reach, name="end_reach"),
    path("complaints/new/", complaints.complain, name="complain"),
    path("complaints/sent/<str:key>/", complaints.complaint_sent, name="complaint_sent"),
    path("social/complaints/", complaints.complaints, name="complaints"),
    path("social/complaints/from/<slug:what>/<int:pk>/", complaints.complain_from, name="complain_from"),
    path(COMPLAINT, complaints.complaint, name="complaint"),
    path(f"{COMPLAINT}read/", complaints.triage_complaint, name="triage_complaint"),
    path(f"{COMPLAINT}keep-out/", complaints.keep_out, name="keep_out"),
    path(f"{COMPLAINT}no-part/", complaints.recuse, name="recuse"),
    path(f"{COMPLAINT}holding-reply/", complaints.hold_complaint, name="hold_complaint"),
    path(f"{COMPLAINT}leadership/", complaints.lead_complaint, name="lead_complaint"),
    path(f"{COMPLAINT}close/", complaints.close_complaint, name="close_complaint"),
    path("social/consultations/", consultations.consultations, name="consultations"),
    path("social/consultations/new/", consultations.new_consultation, name="new_consultation"),
    path(CONSULTATION, consultations.consultation, name="consultation"),
    path(f"{CONSULTATION}answer/", consultations.answer_consultation, name="answer_consultation"),
    path(f"{CONSULTATION}close/", consultations.close_consultation, name="close_consultation"),
    path(f"{CONSULTATION}withdraw/", consultations.withdraw_consultation, name="withdraw_consultation"),
    path("social/messages/", messages.messages, name="messages"),
    path("social/messages/new/", messages.new_message, name="new_message"),
    path("social/messages/<int:pk>/", messages.message, name="message"),
    path("social/messages/<int:pk>/answer/", messages.message_answer, name="message_answer"),
    path("social/messages/<int:pk>/set-aside/", messages.message_set_aside, name="message_set_aside"),
    path("social/messages/<int:pk>/kind/", messages.message_sort, name="message_sort"),
    path("social/messages/<int:pk>/pass-on/", messages.message_pass_on, name="message_pass_on"),
    path("social/messages/<int:pk>/reopen/", messages.message_reopen, name="message_reopen"),
    path("social/comments/", comments.comments, name="comments"),
    path("social/comments/new/", comments.new_comment, name="new_comment"),
    path("social/comments/<int:pk>/", comments.comment, name="comment"),
    path("social/did/", what_we_did.what_we_did, name="what_we_did"),
    path("social/did/new/", what_we_did.say_what_we_did, name="say_what_we_did"),
    path("social/filters/", filters.filters, name="filters"),
    path("social/filters/new/", filters.new_filter_list, name="new_filter_list"),
    path("social/filters/try/", filters.filter_tester, name="filter_tester"),
    path(FILTER_LIST, filters.filter_list, name="filter_list"),
    path(f"{FILTER_LIST}installed/<slug:channel>/", filters.filter_install, name="filter_install"),
    path("social/forums/", forums.forums, name="forums"),
    path(FORUM, forums.forum, name="forum"),
    path(f"{FORUM}rules/", forums.forum_rules, name="forum_rules"),
    path(f"{FORUM}rules/new/", forums.new_forum_rule, name="new_forum_rule"),
    path(f"{FORUM}rules/<int:pk>/", forums.forum_rule, name="forum_rule"),
    path(f"{FORUM}rules/<int:pk>/<slug:step>/", forums.move_forum_rule, name="move_forum_rule"),
    path(f"{FORUM}posts/", forums.forum_posts, name="forum_posts"),
    path(f"{FORUM}log/", forums.forum_log, name="forum_log"),
    path(f"{FORUM}log/new/", forums.new_moderation, name="new_moderation"),
    path(f"{FORUM}log/<int:pk>/strike/", forums.strike_moderation, name="strike_moderation"),
    path(f"{FORUM}people/<int:pk>/", forums.participant, name="participant"),
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
    path(GUIDELINES, guidelines.guidelines, name="guidelines"),
    path(f"{GUIDELINES}new/", guidelines.new_guidelines, name="new_guidelines"),
    path(f"{GUIDELINES}draft/", guidelines.edit_guidelines, name="edit_guidelines"),
    path(f"{GUIDELINES}draft/discard/", guidelines.discard_guidelines, name="discard_guidelines"),
    path(f"{GUIDELINES}draft/adopt/", guidelines.adopt_guidelines, name="adopt_guidelines"),
    path(f"{GUIDELINES}<int:number>/", guidelines.guideline_version, name="guideline_version"),
    path(f"{GUIDELINES}<int:number>.<paper:suffix>", guidelines.guideline_file, name="guideline_file"),
    path(
        f"{GUIDELINES}<int:before>/to/<int:number>/", guidelines.guideline_changes, name="guideline_changes"
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
    path("social/posts/<int:pk>/results/", results.enter_results, name="enter_results"),
    path("social/posts/<int:pk>/out/<int:variant>/", acts.put_out, name="put_out"),
    path("social/positions/", positions.positions, name="positions"),
    path("social/positions/new/", positions.new_position, name="new_position"),
    path("social/positions/<int:pk>/", positions.edit_position, name="edit_position"),
    path("social/share/", sharing.share, name="share"),
    path("social/sources/", sources.sources, name="sources"),
    path("social/sources/new/", sources.new_source, name="new_source"),
    path("social/sources/<int:pk>/", sources.source, name="source"),
    path("social/sources/<int:pk>/vet/", sources.vet_source, name="vet_source"),
    path("social/sources/<int:pk>/like/", sources.like_source, name="like_source"),
    path("social/sources/<int:pk>/unlike/", sources.unlike_source, name="unlike_source"),
    path("social/media/", media.media, name="media"),
    path("social/media/new/", media.new_media, name="new_media"),
    path("social/media/<int:pk>/", media.media_item, name="media_item"),
    path("social/media/<int:pk>/describe/", media.describe_media, name="describe_media"),
    path("social/media/<int:pk>/remove/", media.remove_media, name="remove_media"),
    path("social/media/<int:pk>/file/", media.media_file, name="media_file"),
    path("social/media/<int:pk>/small/", media.media_thumbnail, name="media_thumbnail"),
    path("social/meetings/", meetings.meetings, name="meetings"),
    path("social/meetings/new/", meetings.new_meeting, name="new_meeting"),
    path("social/meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("social/meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit_meeting"),
    path("social/figures/", statistics.figures, name="figures"),
    path("social/figures/import/", figure_imports.import_figures, name="import_figures"),
    path("social/figures/enter/", statistics.enter_figures, name="enter_figures"),
    path("social/reports/", reports.reports, name="reports"),
    path("social/reports/<month:month>/", reports.report, name="report"),
    path("social/reports/<month:month>.<paper:suffix>", reports.report_file, name="report_file"),
    path("social/reports/<month:month>/edit/", reports.edit_report, name="edit_report"),
    path("social/published/<month:month>/", reports.report_summary, name="report_summary"),
    path("social/reports/<month:month>/publish/", reports.publish_report, name="publish_report"),
    path("social/reports/<month:month>/withdraw/", reports.withdraw_report, name="withdraw_report"),
    path("social/reports/<month:month>/send/", reports.send_report, name="send_report"),
    path("social/roster/", roster_weeks.roster, name="roster"),
    path("social/roster/take/", roster_weeks.take_duty, name="take_duty"),
    path("social/roster/calendar/", roster_weeks.new_calendar, name="new_calendar"),
    path("social/roster/calendar/<key>.ics", roster_weeks.roster_feed, name="roster_feed"),
    path("social/roster/swaps/", roster_swaps.swaps, name="swaps"),
    path("social/roster/swaps/<int:pk>/<act>/", roster_swaps.answer_swap, name="answer_swap"),
    path("social/roster/duties/<int:pk>/swap/", roster_swaps.ask_swap, name="ask_swap"),
    path("social/roster/duties/<int:pk>/anybody/", roster_swaps.ask_anybody, name="ask_anybody"),
    path("social/roster/<week>/", roster_weeks.roster_week, name="roster_week"),
    path("social/roster/<week>/edit/", roster_weeks.edit_roster, name="edit_roster"),
    path("social/team/", appointments.team, name="team"),
    path("social/team/appoint/", appointments.appoint, name="appoint"),
    path("social/team/roles/<int:pk>/", appointments.appointment, name="appointment"),
    path("social/team/roles/<int:pk>/end/", appointments.end_appointment, name="end_appointment"),
    path("social/team/leave/", leave.leave, name="leave"),
    path("social/team/leave/<int:pk>/back/", leave.come_back, name="come_back"),
]
