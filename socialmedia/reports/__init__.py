"""The coordinator's monthly report: counted by the system, written by a person, sent to the leadership."""
