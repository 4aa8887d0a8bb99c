"""The committee's numbered reports to a conference: drafted from what happened, edited, issued, corrected."""
