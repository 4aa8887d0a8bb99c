"""Whether an act of organisers may happen now, and the words refusing it; an empty list means yes."""
