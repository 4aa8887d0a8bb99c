"""Whether an act may happen now, and the sentences refusing it; one module for what belongs together."""
