"""Conferences and the motions sent to them, from a member's form to the published page."""
