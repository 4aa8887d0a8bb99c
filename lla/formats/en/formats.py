"""Django's own days and times as the project's pages write them: Thursday 24 December 2026, 5 pm.

The committee's desk shows its columns and read-only fields by these. "P" is `lla.time.wording.hour_in_words`.
"""

DATE_FORMAT = "l j F Y"
TIME_FORMAT = "P"
DATETIME_FORMAT = "l j F Y, P"
SHORT_DATE_FORMAT = "j F Y"
SHORT_DATETIME_FORMAT = "j F Y, P"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
