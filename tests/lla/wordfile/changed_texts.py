"""Texts and what became of them: chosen ones, and others made by chance from a seed."""

import random

from lla.text.units import Kind, Part, Unit, Units, settled, units

BASE = """Conference notes:

- Rents rose by 9 % in 2025 and again in 2026.
  - In Leeds by 12 %.
  - In Kent by 7 %, see “Rent & Wages”.
- The the council sold **300 homes**, as [the paper](https://example.org/homes) says.

Conference calls on the committee to:

5. Campaign for rent control.
   - locally

     1. in every ward
     2. in every borough

   - nationally

     A word more of it.

6. Report to the next conference.

# Figures

Region | Homes | Rent

Leeds | 300 | 12 %

- Affiliate to the Renters’ Union."""
APPENDIX = "# By town\n\n- Leeds.\n- Kent.\n  - Dover."
CAMPAIGN = BASE[BASE.index("5. Campaign") : BASE.index("6. Report")]
AMENDED = {
    "words": BASE.replace("9 %", "11 %").replace("council sold", "mayor gave away"),
    "a clause inserted": BASE.replace("- The the", "- Wages < prices & “bills”.\n- The the"),
    "sub-clauses inserted": BASE.replace("borough", "borough\n     3. in towns\n     4. in villages"),
    "a clause deleted with its own": BASE.replace(CAMPAIGN, ""),
    "the last deleted": BASE.replace("\n\n- Affiliate to the Renters’ Union.", ""),
    "one behind the last": f"{BASE}\n- Publish the accounts.\n  - by May",
    "all replaced": "Conference resolves:\n\n- Nothing of that kind, ever.\n  - Or perhaps.",
    "the first deleted": BASE[BASE.index("- The the") :],
    "a lead-in deleted and one changed": BASE.replace(
        "Conference calls on the committee to:\n\n", ""
    ).replace("notes:", "notes with alarm:"),
    "accents and signs": BASE.replace("council", "cafe\u0301").replace("in every ward", "in any “ward”"),
    "other depths": BASE.replace("     2. in every borough", "   - in every borough"),
    "deeper before another": BASE.replace("6. Report to", "   - Report to"),
    "a clause moved": BASE.replace("6. Report to the next conference.\n\n", "").replace(
        "5. Campaign", "5. Report to the next conference.\n6. Campaign"
    ),
    "marks": BASE.replace("**300 homes**", "*300* homes").replace("example.org/homes", "example.org/rent"),
    "a link comes and goes": BASE.replace("[the paper](https://example.org/homes)", "the paper").replace(
        "in Kent", "[in Kent](https://example.org/kent)"
    ),
    "rows of a table": BASE.replace("300 | 12 %", "301 | 12 %\n\nKent | 7 | 7 %"),
    "a plain end": BASE[: BASE.index("- Affiliate")] + "A closing line of its own.",
}
_WORDS = "rent wage the the café cafe\u0301 “all” & < 9 % ’ no **bold** *it* [link](https://example.org/x) |"


def chosen() -> dict[str, tuple[Units, Units]]:
    """By what was done, a text and what became of it."""
    old = units("Housing for all", BASE, APPENDIX)
    made = {name: (old, units("Housing for all", body, APPENDIX)) for name, body in AMENDED.items()}
    made["the title"] = (old, units("Good homes for everybody", BASE, APPENDIX))
    made["the appendix deleted"] = (old, units("Housing for all", BASE))
    made["an appendix inserted"] = (units("Housing for all", BASE), old)
    made["the appendix changed"] = (old, units("Housing for all", BASE, APPENDIX.replace("- Kent", "Kent")))
    return made


def by_chance(seed: int) -> tuple[Units, Units]:
    """A text and what became of it: words, depths and places change."""
    draw = random.Random(seed)
    stock = _WORDS.split()

    def make() -> Unit:
        kind = draw.choice([*[Kind.CLAUSE] * 6, Kind.MORE, Kind.HEADING, Kind.LEAD_IN])
        words = " ".join(draw.choice(stock) for _ in range(draw.randint(2, 9)))
        end = ":" if kind is Kind.LEAD_IN else ""
        part = draw.choice([*[Part.BODY] * 4, Part.APPENDIX])
        return Unit(kind, words + end, draw.randint(0, 3), draw.random() < 0.3, part)

    title = Unit(Kind.TITLE, "All about rent", part=Part.TITLE)
    old = sorted((make() for _ in range(draw.randint(3, 10))), key=lambda unit: unit.part is Part.APPENDIX)
    new = list(old)
    for _ in range(draw.randint(1, 5)):
        at = draw.randrange(len(new))
        match draw.choice(["words", "delete", "insert", "move", "depth"]):
            case "words":
                new[at] = Unit(new[at].kind, f"so {new[at].words}", new[at].depth, part=new[at].part)
            case "delete" if len(new) > 2:
                del new[at]
            case "insert":
                new.insert(at, make())
            case "move":
                new.insert(draw.randrange(len(new)), new.pop(at))
            case _:
                new[at] = Unit(new[at].kind, new[at].words, draw.randint(0, 3), part=new[at].part)
    return settled([title, *old]), settled([title, *new])
