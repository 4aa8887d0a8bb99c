"""The emails of the organisers app, one function each: unsaved rows that an act posts.

Here stand those that their readers may turn off, by when such an email comes; every other one is a duty.
"""

TO_ORGANISERS = {
    "organisers/group_applied": "a group in your region applies to affiliate",
    "organisers/group_moved": "a group moves into your region or out of it",
}
TO_CONTACTS = {
    "organisers/symposium_reminded_to_answer": "your group has not answered about a symposium",
    "organisers/symposium_reminded_of_the_day": "a symposium is coming up",
}
TO_COMMITTEE = {
    "organisers/two_missed": "a region has gone two quarters without a symposium",
}
