"""Guessing what the columns of a spreadsheet of figures mean, from the names that platforms give them."""

from collections.abc import Mapping, Sequence

from lla.sheets.columns import by_name, known_names

from .choices import About, Column

FIGURES: Mapping[str, tuple[Column, ...]] = {
    About.WEEKS: (Column.FOLLOWERS, Column.REACH, Column.RESPONSES),
    About.POSTS: (Column.REACH, Column.LIKES, Column.SHARES, Column.COMMENTS, Column.CLICKS),
}
CHOICES: Mapping[str, tuple[Column, ...]] = {
    About.WEEKS: (Column.DAY, Column.CHANNEL, *FIGURES[About.WEEKS]),
    About.POSTS: (Column.LINK, Column.DAY, *FIGURES[About.POSTS]),
}
REQUIRED: Mapping[str, tuple[Column, ...]] = {About.WEEKS: (Column.DAY,), About.POSTS: (Column.LINK,)}
# Our own words first, then those of Meta, X, YouTube, TikTok and Bluesky's analysts.
NAMES = known_names(
    {
        Column.DAY: "day or week, day, date, week, week beginning, week starting, monday, period",
        Column.CHANNEL: "channel, page, page name, account, account name, account username, profile, "
        "platform",
        Column.LINK: "address of the post, address, link, permalink, post link, post url, url, "
        "video link, tweet permalink, post permalink",
        Column.FOLLOWERS: "followers or members, followers, members, total followers, follower count, "
        "subscribers, total subscribers, page followers, lifetime follows",
        Column.REACH: "people reached, reach, reached, impressions, views, video views, viewers, "
        "accounts reached, reach total, post impressions",
        Column.RESPONSES: "reactions comments and shares, responses, engagements, engagement, interactions, "
        "content interactions, total engagements, reactions, comments and shares",
        Column.LIKES: "likes and reactions, likes, like, reactions, favourites, favorites",
        Column.SHARES: "shares, share, reposts, retweets, boosts, reblogs",
        Column.COMMENTS: "comments, comment, replies",
        Column.CLICKS: "clicks on links, clicks, link clicks, url clicks, total clicks",
    }
)


def guess(head: Sequence[str], about: str) -> list[str]:
    """The column that each name most likely is, blank for one that says nothing to us."""
    return by_name(head, {column: NAMES[column] for column in CHOICES[about]})
