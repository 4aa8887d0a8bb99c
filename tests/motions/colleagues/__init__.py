"""Who is on the steering committee."""
