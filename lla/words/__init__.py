"""Words as people type them: cleaned, compared without accents, sorted and searched."""
