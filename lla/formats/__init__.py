"""How Django itself writes days and times, by language: settings name this package."""
