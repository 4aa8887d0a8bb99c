"""Who has had whose details: told to the contact, and the records of the data protection lead."""
