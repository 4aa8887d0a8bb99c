"""The letters of the organisers app, one function each: unsaved rows that an act posts."""
