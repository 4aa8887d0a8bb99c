"""The register of other left organisations."""
