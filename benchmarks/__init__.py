"""The figures of speed: rows of ratios against something plain, run by script/bench."""
