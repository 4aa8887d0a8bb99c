"""The pages and files that anybody may read, and how long they are kept."""
