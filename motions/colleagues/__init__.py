"""Who is on the steering committee, since when, and how somebody joins and leaves it."""
