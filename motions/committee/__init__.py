"""The steering committee's work on motions: rulings, checklist, notes, interests, and its desk."""
