"""What the views of every app share: parts of addresses, and a form that can be sent again."""
