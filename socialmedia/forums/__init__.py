"""Forums: their rules, what moderators did, and the cases that come of persistent breaches."""
