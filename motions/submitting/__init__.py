"""How a motion is sent in: the draft, its steps, its preview, the receipt."""
