"""What is said: its basis, its sources, its manners, its pictures, and who has read it besides the writer."""

from collections.abc import Sequence, Set
from itertools import combinations
from typing import TYPE_CHECKING

from ...channels.choices import Basis
from ...guidelines.choices import Duty, Level
from ...guidelines.parameters import Parameters
from ...guidelines.verdicts import Verdict, judged, not_carried
from ..choices import CheckKind, Judgement
from .facts import PostFacts

if TYPE_CHECKING:
    from ..models import Post, PostCheck


def variants_adapted(post: PostFacts, figures: Parameters) -> list[Verdict]:
    """Each channel's words are its own."""
    if len(post.variants) < 2:
        return []
    bare = [(variant.name, " ".join(variant.words.split()).casefold()) for variant in post.variants]
    alike = [
        f"{name} and {other} have the same words."
        for (name, words), (other, others) in combinations(bare, 2)
        if words == others
    ]
    return judged(
        "variants_adapted",
        figures.variants_adapted,
        fine="Each channel has words of its own.",
        wrong=" ".join(alike),
        todo="Write for the people who read it there.",
    )


def basis_named(post: PostFacts, figures: Parameters) -> list[Verdict]:
    """An official position rests on a decision that can be looked up, or the team was consulted."""
    if not post.row.official:
        return []
    wrong, todo = _basis_missing(post)
    row, fine = post.row, "The team was consulted."
    if row.basis_words:
        fine = f"The basis of its position is {row.basis_words}."
    if not wrong and row.basis_link and not post.on_our_site and row.basis != Basis.STATEMENT:
        wrong = "The address of its basis is not on our own site."
        todo = "Give an address on our site, or record it as a statement of the leadership with its date."
    return judged("basis_named", figures.basis_named, fine=fine, wrong=wrong, todo=todo)


def _basis_missing(post: PostFacts) -> tuple[str, str]:
    named = bool(post.row.basis_words.strip())
    if post.row.basis == Basis.NONE:
        return (
            "It states an official position without giving its basis.",
            "Name the decision, the statement or the rule of the constitution, or ask the team.",
        )
    if post.row.basis == Basis.CONFERENCE and not (named and post.row.basis_link):
        return (
            "Its basis is a decision of conference that cannot be looked up.",
            "Name the motion that was carried, and give its address.",
        )
    if post.row.basis == Basis.CONFERENCE:
        return not_carried(post.decision)
    if post.row.basis == Basis.STATEMENT and not named:
        return "Its basis is a statement of the leadership that is not named.", "Say which one, and its date."
    if post.row.basis == Basis.STATEMENT and not post.row.basis_on:
        return "Its basis is a statement of the leadership without a date.", "Give its date."
    if post.row.basis == Basis.CONSTITUTION and not named:
        return "Its basis is the constitution, but no rule is named.", "Say which rule."
    if post.row.basis == Basis.CONSULTED and not (named or post.answers):
        asked = "nobody has answered yet" if post.answers == 0 else "nothing shows it"
        return f"It says that the team was consulted, and {asked}.", "Ask the team, or say when it was asked."
    return "", ""


def judgement_noted(post: "Post", figures: Parameters) -> list[Verdict]:
    """A controversial post is never held back for its topic, but somebody has weighed it and says why."""
    if not post.controversial:
        return []
    if post.judgement == Judgement.LEAVE:
        wrong = "It was judged not worth posting."
        return [
            Verdict("judged_to_leave", Level.FAIL, wrong, "Cancel the post, or judge it again and say why.")
        ]
    noted = post.judgement != Judgement.NONE and bool(post.judgement_note.strip())
    fine = f"It is controversial: {Judgement(post.judgement).label.lower()}." if noted else ""
    return judged(
        "judgement_noted",
        figures.judgement_noted,
        fine=fine,
        wrong="" if noted else "It is controversial, and nobody has recorded whether it is worth it.",
        todo="Decide whether it is worth it on principle or for strategy and say why, or cancel the post.",
    )


def claims_sourced(post: "Post", figures: Parameters) -> list[Verdict]:
    """Claims of fact, and all the more an accusation, have sources."""
    if not (post.makes_claims or post.accuses):
        return []
    what = "It accuses somebody" if post.accuses else "It makes claims of fact"
    return judged(
        "claims_sourced",
        figures.claims_sourced,
        fine="The sources of its claims are named.",
        wrong="" if post.claim_sources.strip() else f"{what}, and no source is named.",
        todo="Name a source for each claim that would be good enough in court.",
    )


def own_words_clean(hit: Sequence[str], figures: Parameters) -> list[Verdict]:
    """Our own words hold none of those that our channels hold back; `hit` are the words found."""
    words = ", ".join(f"“{word}”" for word in hit)
    return judged(
        "own_words_clean",
        figures.own_words_clean,
        fine="It contains no words from the filter list.",
        wrong=f"It contains words from our own filter list: {words}." if hit else "",
        todo="Use other words.",
    )


def image_rights(post: PostFacts, figures: Parameters) -> list[Verdict]:
    """The right is recorded, and what the library knows of it still holds."""
    if not post.row.has_media:
        return []
    wrong, todo = "", "Say who made it, and that we may use it."
    if post.medium and not post.medium.is_usable:
        wrong = f"The picture or film was removed from the library. {post.medium.removed_why}".strip()
        todo = "Choose another one."
    elif not post.row.media_rights.strip():
        wrong = "The right to use the picture or film is not recorded."
    fine = "The right to use the picture or film is recorded."
    return judged("image_rights", figures.image_rights, fine=fine, wrong=wrong, todo=todo)


def alternative_text(post: "Post", figures: Parameters) -> list[Verdict]:
    if not post.has_media:
        return []
    return judged(
        "alternative_text",
        figures.alternative_text,
        fine="The picture or film is described.",
        wrong="" if post.alternative_text.strip() else "The picture or film is not described.",
        todo="Describe it for people who cannot see it.",
    )


def imprint(post: "Post") -> list[Verdict]:
    """Paid political material has to say who is behind it. This is the law, not the guidelines."""
    if not post.paid:
        return []
    if post.imprint.strip():
        return [Verdict("imprint", Level.PASS, "Paid political material, with its imprint.")]
    wrong = "Paid political material has to carry an imprint. This is the law, so no reason can replace it."
    todo = "Add the name and address of the promoter, and on whose behalf it is published."
    return [Verdict("imprint", Level.BLOCK, wrong, todo)]


def peer_checked(post: PostFacts, figures: Parameters, current: str) -> list[Verdict]:
    """Somebody who did not write it has checked these very words; `current` is their digest."""
    approval, wrong = _read_by_another(post, current, CheckKind.PEER, "checked")
    fine = f"{approval.by} has checked these words." if approval else ""
    todo = "Ask for a check. You cannot check your own post."
    if figures.peer_checked == Duty.ENCOURAGED:
        todo = "Ask somebody to check it. You can publish it without a check."
    return judged("peer_checked", figures.peer_checked, fine=fine, wrong=wrong, todo=todo)


def second_reader(post: PostFacts, figures: Parameters, current: str) -> list[Verdict]:
    """Whoever is accused is owed one more reader, who is not the one that checked it."""
    if not post.row.accuses:
        return []
    peer, _ = _read_by_another(post, current, CheckKind.PEER, "checked")
    did, others = "read it for the accusation", {peer.by_id} if peer else frozenset()
    approval, wrong = _read_by_another(post, current, CheckKind.SECOND_READER, did, others)
    fine = f"{approval.by} has read the accusation as a second reader." if approval else ""
    todo = "Ask somebody who has not written or checked it."
    return judged("second_reader", figures.second_reader, fine=fine, wrong=wrong, todo=todo)


def _read_by_another(
    post: PostFacts, current: str, kind: str, did: str, others: Set[int] = frozenset()
) -> "tuple[PostCheck | None, str]":
    """The latest word of this kind on the words as they stand, when it is a yes; else what is wrong."""
    barred = post.writers | others
    given = [check for check in post.checks if check.kind == kind and check.by_id not in barred]
    latest = next((check for check in given if check.digest == current), None)
    if latest and latest.agreed:
        return latest, ""
    if latest:
        return None, f"{latest.by} has {did} and does not agree."
    if given:
        return None, f"The words have changed since {given[0].by} {did} them."
    return None, f"Nobody but the writer has {did} yet."


def every_text(post: PostFacts) -> list[str]:
    """All that would be read by everybody; what several channels say alike is there once."""
    return list(dict.fromkeys([*(variant.words for variant in post.variants), post.row.alternative_text]))
