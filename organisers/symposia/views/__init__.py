"""The pages of symposia: the organiser's, the groups' answers, and everybody's."""
