"""The addresses of forums, their logs and their cases."""

from django.urls import path

from ..views import cases, forums, moderation

FORUM, CASE = "social/forums/<slug:slug>/", "social/cases/<int:pk>/"
urlpatterns = [
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
]
