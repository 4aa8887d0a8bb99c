"""Tests of motions.order_paper."""
