"""What a spreadsheet of figures may be about, what its columns say, and what becomes of a row."""

from django.db.models import TextChoices


class About(TextChoices):
    WEEKS = "weeks", "Channels, week by week"
    POSTS = "posts", "Single posts"


class Column(TextChoices):
    DAY = "day", "Day or week"
    CHANNEL = "channel", "Channel"
    LINK = "link", "Address of the post"
    FOLLOWERS = "followers", "Followers or members"
    REACH = "reach", "People reached"
    RESPONSES = "responses", "Reactions, comments and shares"
    LIKES = "likes", "Likes and reactions"
    SHARES = "shares", "Shares"
    COMMENTS = "comments", "Comments"
    CLICKS = "clicks", "Clicks on links"


class Fate(TextChoices):
    NEW = "new", "New"
    CORRECTS = "corrects", "Corrects what is there"
    SAME = "same", "Already there"
    LEFT_OUT = "left_out", "Left out"
