"""The one canonical form of what people write: pasted words in, numbered blocks out."""
