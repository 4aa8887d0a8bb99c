"""What organisers, contacts and the committee do: lock, ask the rules, change, record, write home."""
