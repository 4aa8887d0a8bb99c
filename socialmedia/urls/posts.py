"""The addresses of posts, the planner and the sources."""

from django.urls import path

from ..views import planner, post_acts, posts, sources

urlpatterns = [
    path("social/planner/", planner.planner, name="planner"),
    path("social/posts/", posts.posts, name="posts"),
    path("social/posts/new/", posts.new_post, name="new_post"),
    path("social/posts/new/preview/", posts.new_post_preview, name="new_post_preview"),
    path("social/posts/<int:pk>/", posts.post, name="post"),
    path("social/posts/<int:pk>/edit/", posts.edit_post, name="edit_post"),
    path("social/posts/<int:pk>/preview/", posts.post_preview, name="post_preview"),
    path("social/posts/<int:pk>/ask/", post_acts.ask_for_check, name="ask_for_check"),
    path("social/posts/<int:pk>/check/<slug:kind>/", post_acts.check_post, name="check_post"),
    path("social/posts/<int:pk>/reason/<slug:code>/", post_acts.give_reason, name="give_reason"),
    path("social/posts/<int:pk>/consult/", post_acts.consult_post, name="consult_post"),
    path("social/posts/<int:pk>/ready/", post_acts.hand_over, name="hand_over"),
    path("social/posts/<int:pk>/drop/", post_acts.drop_post, name="drop_post"),
    path("social/posts/<int:pk>/repost/", post_acts.repost, name="repost"),
    path("social/posts/<int:pk>/out/<int:variant>/", post_acts.put_out, name="put_out"),
    path("social/sources/", sources.sources, name="sources"),
    path("social/sources/new/", sources.new_source, name="new_source"),
    path("social/sources/<int:pk>/", sources.source, name="source"),
    path("social/sources/<int:pk>/vet/", sources.vet_source, name="vet_source"),
    path("social/sources/<int:pk>/like/", sources.like_source, name="like_source"),
    path("social/sources/<int:pk>/unlike/", sources.unlike_source, name="unlike_source"),
]
