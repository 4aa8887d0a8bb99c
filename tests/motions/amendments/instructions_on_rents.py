"""A text on rents: what is written in the place of what, and the instruction that unions print for it."""

Row = tuple[str, str, list[str]]

RENTS = """\
Conference notes:

1. Rents have risen by five pounds a week since the last conference.
2. The council has done nothing, and the council will be asked why.

Conference believes:

3. A home is a right for everybody who lives here:
   1. a fair rent is one that a family on the living wage can pay;
   2. repairs are
      1. paid by the landlord,
      2. answerable to tenants;
   3. a yearly report belongs to every tenant.
4. Everybody needs a warm home.
5. Landlords must **pay** a fair share.

   That share is set each year by conference.

Conference resolves:

6. To march in May with families from every ward.
7. To write to the council.
8. To thank the tenants.
9. To thank the tenants.
10. To hold a tea on the first of May, for all families who come.
"""

# What is amended inside a line.
IN_WORDS: list[Row] = [
    ("five pounds", "ten pounds", ["In clause 1, delete “five” and insert “ten”."]),
    (
        "the council will",
        "the mayor will",
        ["In clause 2, delete “council” (second time) and insert “mayor”."],
    ),
    (
        "nothing, and the council",
        "nothing, and the city council",
        ["In clause 2, after “the” insert “city”."],
    ),
    (
        "five pounds a week",
        "five pounds a week in the private sector",
        ["In clause 1, after “week” insert “in the private sector”."],
    ),
    (
        "since the last conference.",
        "since the last conference, and in this city by more.",
        ["In clause 1, after “conference” insert “, and in this city by more”."],
    ),
    (
        "1. Rents have",
        "1. It is known that rents have",
        ["In clause 1, delete “Rents” and insert “It is known that rents”."],
    ),
    (
        "1. Rents have",
        "1. In this city, Rents have",
        ["At the beginning of clause 1 insert “In this city,”."],
    ),
    ("who come.", "who come. Cake is served.", ["At the end of clause 10 insert “Cake is served.”"]),
    (" since the last conference", "", ["In clause 1, delete “since the last conference”."]),
    (
        "To march in May with families from every ward.",
        "To march in June with neighbours from every ward.",
        ["In clause 6, delete “May with families” and insert “June with neighbours”."],
    ),
    (
        "on the first of May, for all families who come",
        "on the first of June, for all neighbours who come",
        ["In clause 10, delete “May, for all families” and insert “June, for all neighbours”."],
    ),
    (
        "Conference believes:",
        "Conference further believes:",
        ["In the line “Conference believes:” before clause 3, after “Conference” insert “further”."],
    ),
    (
        "Conference believes:",
        "Conference is sure of this:",
        [
            (
                "In the line “Conference believes:” before clause 3, delete “believes” and insert "
                "“is sure of this”."
            )
        ],
    ),
    (
        "set each year by conference",
        "set each month by conference",
        ["In the second paragraph of clause 5, delete “year” and insert “month”."],
    ),
    (
        "7. To write to the council.",
        "7. To write to the council: “Shame”; delete “nothing”.",
        ["In clause 7, after “council” insert “: “Shame”; delete “nothing””."],
    ),
    (
        "To write to the council.",
        "To write to the council, the mayor and the press.",
        ["In clause 7, after “council” insert “, the mayor and the press”."],
    ),
    (
        "the last conference.",
        "the last conference!",
        ["In clause 1, delete “conference.” and insert “conference!”"],
    ),
    ("five pounds a week", "£5 a week", ["In clause 1, delete “five pounds” and insert “£5”."]),
    (
        "Conference notes:\n\n",
        "# Housing\n\nConference notes:\n\n",
        ["At the beginning of the text insert a new heading:\n# Housing"],
    ),
    (
        "and the council will be asked why",
        "but the council will be asked why",
        ["In clause 2, delete “and” and insert “but”."],
    ),
    (
        " a fair rent is one that a family on the living wage can pay;",
        " a fair rent is one that any family can pay;",
        ["In clause 3.1, delete “a family on the living wage” and insert “any family”."],
    ),
    ("for everybody who lives here:", "for everybody:", ["In clause 3, delete “who lives here”."]),
]

# What is deleted, inserted, replaced, moved or set out otherwise.
IN_CLAUSES: list[Row] = [
    (
        "Everybody needs a warm home.",
        "A warm home is what people in every street are owed.",
        ["Replace clause 4 with:\n• A warm home is what people in every street are owed."],
    ),
    (
        "must **pay** a fair share",
        "must **pay** their fair share",
        ["Replace clause 5 with:\n• Landlords must **pay** their fair share."],
    ),
    (
        "To write to the council.",
        "To **write** to the council.",
        ["Replace clause 7 with:\n• To **write** to the council."],
    ),
    ("7. To write to the council.\n", "", ["Delete clause 7."]),
    ("   3. a yearly report belongs to every tenant.\n", "", ["Delete clause 3.3."]),
    (
        "   2. repairs are\n      1. paid by the landlord,\n      2. answerable to tenants;\n",
        "",
        ["Delete clause 3.2 and its sub-clauses."],
    ),
    (
        "   2. repairs are\n      1. paid by the landlord,\n      2. answerable to tenants;\n",
        "   1. paid by the landlord,\n   2. answerable to tenants;\n",
        [
            (
                "Replace clause 3.2 and its sub-clauses with:\n  • paid by the landlord,\n  • "
                "answerable to tenants;"
            )
        ],
    ),
    (
        "      1. paid by the landlord,\n      2. answerable to tenants;\n",
        "",
        ["Delete clauses 3.2.1 and 3.2.2."],
    ),
    (
        (
            "6. To march in May with families from every ward.\n7. To write to the council.\n8. To "
            "thank the tenants.\n"
        ),
        "",
        ["Delete clauses 6 to 8."],
    ),
    ("7. To write to the council.\n8. To thank the tenants.\n", "", ["Delete clauses 7 and 8."]),
    ("8. To thank the tenants.\n", "", ["Delete clause 9."]),
    (
        "7. To write",
        "7. To picket the town hall.\n8. To write",
        ["After clause 6 insert a new clause:\n• To picket the town hall."],
    ),
    (
        "4. Everybody needs",
        "4. Nobody has answered for it.\n5. Everybody needs",
        ["After clause 3 insert a new clause:\n• Nobody has answered for it."],
    ),
    (
        "      2. answerable to tenants;\n",
        "      2. answerable to tenants;\n      3. done within a week;\n",
        ["After clause 3.2.2 insert a new clause:\n    • done within a week;"],
    ),
    (
        "      1. paid by",
        "      1. done within a week,\n      2. paid by",
        ["Before clause 3.2.1 insert a new sub-clause:\n    • done within a week,"],
    ),
    (
        "   3. a yearly",
        "   3. energy is cheap;\n   4. a yearly",
        ["After clause 3.2 insert a new clause:\n  • energy is cheap;"],
    ),
    (
        "10. To hold",
        "10. To picket the town hall.\n11. To march again in June.\n12. To hold",
        ["After clause 9 insert new clauses:\n• To picket the town hall.\n• To march again in June."],
    ),
    (
        "who come.\n",
        "who come.\n    - There is cake.\n",
        ["After clause 10 insert a new sub-clause:\n  • There is cake."],
    ),
    (
        "who come.\n",
        "who come.\n    - There is cake.\n    - There is music.\n",
        ["After clause 10 insert new sub-clauses:\n  • There is cake.\n  • There is music."],
    ),
    ("who come.\n", "who come.\n11. To sing.\n", ["After clause 10 insert a new clause:\n• To sing."]),
    (
        "1. Rents have",
        "1. Nobody is housed.\n2. Rents have",
        ["Before clause 1 insert a new clause:\n• Nobody is housed."],
    ),
    ("4. Everybody needs a warm home.\n", "", ["Delete clause 4."]),
    ("Conference believes:\n\n", "", ["Before clause 3, delete the line “Conference believes:”."]),
    (
        "Conference resolves:\n\n",
        "Conference calls for:\n\n11. An end of evictions.\n\nConference resolves:\n\n",
        [
            (
                "After the second paragraph of clause 5 insert new lines:\nConference calls for:\n• An "
                "end of evictions."
            )
        ],
    ),
    ("\n   That share is set each year by conference.\n", "", ["Delete the second paragraph of clause 5."]),
    (
        "by conference.\n",
        "by conference.\n\n   It is published.\n",
        ["After the second paragraph of clause 5 insert a further paragraph:\n  It is published."],
    ),
    (
        "2. The council has done nothing, and the council will be asked why.",
        "2. The council has done nothing,\n3. The council will be asked why.",
        [
            "After clause 1 insert a new clause:\n• The council has done nothing,",
            "In clause 2, delete “has done nothing, and the council”.",
        ],
    ),
    (
        "8. To thank the tenants.\n9. To thank the tenants.",
        "8. To thank the tenants. To thank the tenants.",
        ["Delete clause 8.", "At the end of clause 9 insert “To thank the tenants.”"],
    ),
    (
        "   3. a yearly report belongs to every tenant.",
        "      3. a yearly report belongs to every tenant.",
        ["Make clause 3.3 a sub-clause of clause 3.2."],
    ),
    (
        "   3. a yearly report belongs to every tenant.",
        "4. a yearly report belongs to every tenant.",
        ["Make clause 3.3 a clause of its own."],
    ),
    (
        "      2. answerable to tenants;",
        "   3. answerable to tenants;",
        ["Make clause 3.2.2 a sub-clause of clause 3."],
    ),
    (
        "4. Everybody needs a warm home.",
        "- Everybody needs a warm home.",
        ["Make clause 4 a sub-clause of clause 3, set out as a bullet point."],
    ),
    ("Conference notes:\n\n", "", ["Before clause 1, delete the line “Conference notes:”."]),
    (
        "7. To write to the council.\n8.",
        "To write to the council.\n\n8.",
        ["Set out clause 7 as a paragraph."],
    ),
    (
        (
            "   1. a fair rent is one that a family on the living wage can pay;\n   2. repairs "
            "are\n      1. paid by the landlord,\n      2. answerable to tenants;\n   3. a yearly "
            "report belongs to every tenant.\n"
        ),
        "",
        ["Delete clauses 3.1 to 3.3 and their sub-clauses."],
    ),
    (
        "3. A home is a right for everybody who lives here:\n",
        "3. Housing must be free at the point of use:\n",
        ["Replace clause 3 with:\n• Housing must be free at the point of use:"],
    ),
]
