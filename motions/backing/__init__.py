"""The people behind a motion: how they sign, confirm, revise, answer and withdraw."""
