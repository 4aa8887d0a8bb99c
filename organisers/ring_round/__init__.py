"""Ringing a region's groups one after another: only contacts who allow it, and no group by two at once."""
