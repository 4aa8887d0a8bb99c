"""What the organisation says now: priorities and positions that writers choose from."""
