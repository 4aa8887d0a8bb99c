"""Tests of lla.forms.fields."""
