"""docs/running.md, walked on this machine."""
