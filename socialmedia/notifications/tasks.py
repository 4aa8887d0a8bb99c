"""Says which emails readers may turn off, and when a waiting one no longer holds."""

from lla.emails import preferences
from lla.emails import relevance as emails_relevance

from ..team.selectors import is_in_team
from . import optional_emails, selectors

preferences.register(preferences.Readers("The social media team", is_in_team), optional_emails.TO_TEAM)
preferences.register(preferences.COMMITTEE, optional_emails.TO_COMMITTEE)
emails_relevance.register("socialmedia", selectors.still_holds)
