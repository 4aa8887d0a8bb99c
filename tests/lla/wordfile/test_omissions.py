"""Every word of a Word file is in its text or told of, whatever the file is made of."""

import hypothesis
from hypothesis import strategies as st

from lla.acts.refusals import NotAllowed
from lla.papers.blocks import words_of
from lla.text.reading import read as lines_of
from lla.wordfile.uploads import read_word
from tests.lla.wordfile.word_files import make_word, paragraph, point, read, run

LOST = "These words of the file could not be read, so add them: "


def test_words_that_a_damaged_file_hides_are_named() -> None:
    """A field that is begun and never answered takes in all that follows."""
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = paragraph("Kept ", begun, run("lost words")) + paragraph("lost")
    text, told = read(body)
    assert (text, told[-1]) == ("Kept", f"{LOST}“lost”, “lost”, “words”.")


def test_only_the_first_of_many_lost_words_are_named() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    body = paragraph("Kept ", begun, run(" ".join(f"word{at}" for at in range(12))))
    named = ", ".join(f"“word{at}”" for at in range(10))
    assert read(body)[1][-1] == f"{LOST}{named} and others."


def test_a_typed_mark_is_no_lost_word_nor_is_half_a_word() -> None:
    body = paragraph("a) First point") + paragraph("b) Second point")
    body += paragraph("sup", run("op", "<w:strike/>"), run("port"))
    assert read(body) == ("1. First point\n2. Second point\n\nsupport", ["Left out: 1 struck-out word."])


WORDS = st.lists(
    st.sampled_from(["Alpha", "beta", "O’Neil", "naïve", "*x*", "[y]", "10.", "a_b"]), min_size=1, max_size=4
)
LOOKS = st.sampled_from(
    ["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:strike/>", "<w:vanish/>", "<w:u w:val='single'/>"]
)
RUNS = st.builds(lambda words, looks: run(f" {' '.join(words)} ", looks), WORDS, LOOKS)
AROUND = st.sampled_from(
    [
        "{}",
        "<w:ins>{}</w:ins>",
        "<w:del>{}</w:del>",
        "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:fldSimple w:instr='X'>{}</w:fldSimple>",
        "<w:unheard><w:of>{}</w:of></w:unheard>",
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
        "<w:r><w:ruby><w:rubyBase>{0}</w:rubyBase><w:rt>{0}</w:rt></w:ruby></w:r>",
    ]
)
PIECES = st.builds(lambda around, inside: around.format("".join(inside)), AROUND, st.lists(RUNS, max_size=3))
PARAGRAPHS = st.builds(
    lambda pieces, kind: (paragraph if kind < 0 else lambda *inside: point(*inside, level=kind))(*pieces),
    st.lists(PIECES, max_size=4),
    st.integers(-1, 3),
)
BODIES = st.lists(
    PARAGRAPHS
    | st.builds(
        lambda cells: f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>",
        st.lists(PARAGRAPHS, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@hypothesis.settings(deadline=None, derandomize=True, max_examples=150)
@hypothesis.given(BODIES)
def test_no_word_of_any_file_is_lost_or_reads_with_its_signs(pieces: list[str]) -> None:
    try:
        found = read_word(make_word("".join(pieces)))
    except NotAllowed as refused:
        assert refused.reasons[0].startswith("This file has no words.")
        return
    assert [sentence for sentence in found.told if sentence.startswith(LOST)] == []
    drawn = " ".join(words_of(line.spans) for line in lines_of(found.body))
    assert "**" not in drawn and "\\" not in drawn
