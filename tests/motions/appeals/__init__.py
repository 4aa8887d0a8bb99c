"""Appeals against ruling a motion out."""
