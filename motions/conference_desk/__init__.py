"""What the committee does about a conference on its desk: settings and agenda, checking and opening it."""
