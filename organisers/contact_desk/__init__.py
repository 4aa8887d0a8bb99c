"""What an organiser does about contacts: add, correct, verify, replace and erase; the nightly reminders."""
