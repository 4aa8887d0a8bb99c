"""The acts: lock, ask the rules again, move, record, write home, in one transaction."""
