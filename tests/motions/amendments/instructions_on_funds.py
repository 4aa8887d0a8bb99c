"""A text with headings, a table, paragraphs and links: the instructions that unions print for it."""

from tests.motions.amendments.instructions_on_rents import Row

FUNDS = """\
# Funds

Region | Members | Grant in pounds

North | 300 | £1,500

South | 250 | £1,250

## Rules

Congress agrees that the fund, the fund’s officers and the fund’s rules are public.

The trade-union side meets in the Café Zoë; see https://example.org/fund for the rules.

a\\) is not the first point of a list here.

Conference instructs the executive to:

7. publish the *accounts* each year;
8. ask members’ views;
   - by post,
   - by telephone,
   - at meetings;
9. report.
"""

IN_FUNDS: list[Row] = [
    ("North | 300 | £1,500", "North | 320 | £1,500", ["In clause 2, delete “300” and insert “320”."]),
    (
        "South | 250 | £1,250",
        "South | 250 | £1,250\n\nWales | 90 | £450",
        ["After clause 3 insert a new clause:\nWales | 90 | £450"],
    ),
    ("North | 300 | £1,500\n\nSouth | 250 | £1,250\n\n", "", ["Delete clauses 2 and 3."]),
    ("the fund’s rules", "all rules", ["In clause 4, delete “the fund’s” (second time) and insert “all”."]),
    ("that the fund,", "that the solidarity fund,", ["In clause 4, after “that the” insert “solidarity”."]),
    (
        "and the fund’s rules are public",
        "and the fund’s accounts are public",
        ["In clause 4, delete “rules” and insert “accounts”."],
    ),
    ("trade-union side", "union side", ["In clause 5, delete “trade-union” and insert “union”."]),
    ("Café Zoë", "Café Zoé", ["In clause 5, delete “Zoë” and insert “Zoé”."]),
    (
        "https://example.org/fund",
        "https://example.org/rules",
        ["In clause 5, delete “https://example.org/fund” and insert “https://example.org/rules”."],
    ),
    ("## Rules\n\n", "", ["Before clause 4, delete the heading “Rules”."]),
    (
        "## Rules",
        "## Standing orders",
        ["Replace the heading “Rules” before clause 4 with:\n# Standing orders"],
    ),
    ("# Funds\n\n", "", ["Before clause 1, delete the heading “Funds”."]),
    ("a\\) is not", "is not", ["In clause 6, delete “a)”."]),
    (
        "Conference instructs the executive to:",
        "Conference asks the executive to:",
        [
            (
                "In the line “Conference instructs the executive to:” before clause 7, delete "
                "“instructs” and insert “asks”."
            )
        ],
    ),
    (
        "Conference instructs the executive to:\n\n",
        "Conference instructs the executive to:\n\n7. meet monthly;\n",
        ["Before clause 7 insert a new clause:\n• meet monthly;"],
    ),
    (
        "publish the *accounts* each year",
        "publish the *accounts* each quarter",
        ["Replace clause 7 with:\n• publish the *accounts* each quarter;"],
    ),
    (
        "   - by telephone,\n",
        "   - by telephone or text message,\n",
        ["In clause 8.2, after “telephone” insert “or text message”."],
    ),
    ("   - by telephone,\n   - at meetings;\n", "", ["Delete clauses 8.2 and 8.3."]),
    (
        "8. ask members’ views;\n   - by post,",
        "8. ask members’ views, including those of members who have lapsed;\n   - by post,",
        ["In clause 8, after “views” insert “, including those of members who have lapsed”."],
    ),
    (
        "8. ask members’ views;\n   - by post,\n   - by telephone,\n   - at meetings;\n9. report.",
        "9. report.\n8. ask members’ views;\n   - by post,\n   - by telephone,\n   - at meetings;",
        ["After clause 7 insert a new clause:\n• report.", "Delete clause 9."],
    ),
    (
        "9. report.",
        "9. report to conference, in writing, by the first of May each year.",
        ["In clause 9, after “report” insert “to conference, in writing, by the first of May each year”."],
    ),
    (
        "   - at meetings;\n",
        "   - at meetings;\n\n     The chair reports what was said.\n",
        ["After clause 8.3 insert a further paragraph:\n    The chair reports what was said."],
    ),
    (
        "\nConference instructs the executive to:\n",
        "\n# Tasks\n\nConference instructs the executive to:\n",
        ["After clause 6 insert a new heading:\n# Tasks"],
    ),
    (
        "8. ask members’ views;\n   - by post,\n   - by telephone,\n   - at meetings;\n",
        (
            "8. ask everybody, whether they are members or not:\n   - by post,\n   - by telephone,\n"
            "   - at meetings;\n"
        ),
        ["Replace clause 8 with:\n• ask everybody, whether they are members or not:"],
    ),
]
