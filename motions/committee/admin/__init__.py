"""The committee's desk: the queue of motions, each motion's sheet, and a page for each act."""
