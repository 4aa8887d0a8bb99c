"""What our channels are: the platforms in their order of preference, our pages and forums on them."""
