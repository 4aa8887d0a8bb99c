"""The forms of the committee's desk; fields are named like the arguments of the act they are for."""
