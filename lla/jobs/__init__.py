"""Background jobs: what runs every minute and every night, and work in a process of its own."""
