"""What complaints and cases share: some are kept out, others are asked, the leadership speaks, it ends."""
