"""Who organises a region, the undertaking they accept, and how members write to them."""
