"""The pages of motions: submitting them, the people behind them, reading them, and their files."""
