"""Appeals against ruling a motion out, and references back to conference after a refused one."""
