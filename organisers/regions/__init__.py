"""Labour's regions and nations, their constituencies, and the postcodes that lie in them."""
