"""Tests of motions.conference_desk."""
