"""Says which emails readers may turn off, and when a waiting one no longer holds."""

from lla.emails import preferences
from lla.emails import relevance as emails_relevance

from ..team.selectors import is_in_team
from . import selectors

# Emails that their readers may turn off, by when such an email comes; every other one is a duty.
TO_TEAM = {
    "socialmedia/channel_opened": "a channel you work on is opened",
    "socialmedia/channel_left_alone": "a channel you work on is suspended or closed",
    "socialmedia/guidelines_adopted": "new guidelines are in force",
    "socialmedia/reach_set": "more people are called for in the team",
    "socialmedia/bad_days": "days on our pages were outside the guidelines",
    "socialmedia/check_asked": "a post needs a check",
    "socialmedia/post_checked": "somebody has checked your post",
    "socialmedia/post_dropped": "somebody cancels your post",
    "socialmedia/posted_anyway": "a post that was cancelled is out nevertheless",
    "socialmedia/posts_overdue": "a post is overdue",
    "socialmedia/messages_waiting": "a message has waited for hours",
    "socialmedia/messages_late": "messages were not answered in time",
    "socialmedia/not_agreed": "somebody asks for changes to your post, or to one that you agreed to",
    "socialmedia/consultation_reminded": "you have not given a view you were asked for",
    "socialmedia/consultation_withdrawn": "a question that you were asked is withdrawn",
    "socialmedia/report_drafted": "your monthly report is drafted",
    "socialmedia/swap_asked": "somebody asks you to take a duty",
    "socialmedia/swap_withdrawn": "you are no longer asked to take a duty",
}
TO_COMMITTEE = {
    "socialmedia/report_sent": "the social media team sends its monthly report",
}

preferences.register(preferences.Readers("The social media team", is_in_team), TO_TEAM)
preferences.register(preferences.COMMITTEE, TO_COMMITTEE)
emails_relevance.register("socialmedia", selectors.still_holds)
