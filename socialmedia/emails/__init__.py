"""One function for each email of the social media team.

Here stand those that their readers may turn off, by when such an email comes; every other one is a duty.
"""

TO_TEAM = {
    "socialmedia/channel_opened": "a channel you work on is opened",
    "socialmedia/channel_left_alone": "a channel you work on is suspended or closed",
    "socialmedia/guidelines_adopted": "new guidelines are in force",
    "socialmedia/reach_set": "the times call for more people in the team",
    "socialmedia/bad_days": "days on our pages were outside the guidelines",
    "socialmedia/check_asked": "a post waits for a check",
    "socialmedia/post_checked": "somebody has checked your post",
    "socialmedia/posts_overdue": "a post is due and still not out",
    "socialmedia/messages_waiting": "a message has waited for hours",
    "socialmedia/messages_late": "messages were not answered in time",
    "socialmedia/not_agreed": "somebody does not agree to your post",
    "socialmedia/consultation_reminded": "your view was asked for and has not come yet",
    "socialmedia/report_drafted": "your report of the month is drafted",
    "socialmedia/swap_asked": "somebody asks you to take over a duty",
    "socialmedia/swap_withdrawn": "you need not take over a duty any more",
}
TO_COMMITTEE = {
    "socialmedia/report_sent": "the social media team sends its report of the month",
}
