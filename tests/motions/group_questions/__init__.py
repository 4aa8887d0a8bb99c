"""Tests of motions.group_questions."""
