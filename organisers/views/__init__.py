"""The pages of regions, organisers and contacts: find, ask, answer."""
