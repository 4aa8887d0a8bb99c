"""A name as one line, and as the two fields that address books keep it in."""

# Words that belong to the family's name which they stand before.
_BEFORE_A_FAMILY = {
    *(
        "ab",
        "al",
        "ap",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
    ),
    *("ferch", "ibn", "la", "le", "mac", "mc", "ní", "nic", "nan", "o", "ó", "st", "ten", "ter", "van"),
    *("von", "zu"),
}


def given_and_family(name: str) -> tuple[str, str]:
    """What stands before the family's name, and that name: the last word, with what belongs to it.

    A guess, for nobody types a name in parts; the whole name goes along wherever a file has room for it.
    """
    words = name.split()
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold().rstrip(".’'") in _BEFORE_A_FAMILY:
        at -= 1
    return (" ".join(words[:at]), " ".join(words[at:])) if at > 0 else (name.strip(), "")
