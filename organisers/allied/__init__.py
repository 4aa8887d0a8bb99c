"""Other left organisations the steering committee is to contact, and the log of those contacts."""
