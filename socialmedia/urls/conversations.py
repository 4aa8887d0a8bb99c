"""The addresses of direct messages, comments and the keyword filter."""

from django.urls import path

from ..views import comments, filters, messages

urlpatterns = [
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
    path("social/filters/", filters.filters, name="filters"),
    path("social/filters/new/", filters.new_filter_list, name="new_filter_list"),
    path("social/filters/try/", filters.filter_tester, name="filter_tester"),
    path("social/filters/<int:number>/", filters.filter_list, name="filter_list"),
    path(
        "social/filters/<int:number>/installed/<slug:channel>/", filters.filter_install, name="filter_install"
    ),
]
