"""Who answers for a group and what each of them allows: the rows, and the rules and emails about them."""
