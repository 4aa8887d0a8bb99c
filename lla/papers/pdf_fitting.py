"""Setting a paper a little tighter when that spares it a last page of a few lines."""

from dataclasses import dataclass

# The size of the facts above a text and of the names below it: the text does not become smaller than they.
SMALLEST_TYPE = 10.0  # points, of 11
# Closer lines are hard to follow across a page of this width, more so in smaller type.
CLOSEST_LEADING = 1.3  # times the type, of 1.42
# Running head and foot stay where they are, and the text must not touch them. Only space above and below is
# taken: at the sides stand clause numbers, and holes are punched.
NARROWEST_MARGIN = 21  # millimetres, of 24
# A page that holds less than this share of its height looks like an oversight: about nine lines.
FEW_LINES = 0.2
# A longer paper is not laid out again: one page of so many saves little and takes as long as all of them.
MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Step:
    """How tight a paper is set: its type in points, its leading, and the margins above and below."""

    type: float
    leading: float
    margin: int

    @property
    def css(self) -> str:
        """A stylesheet that stands behind that of every paper; head and foot stay where they are."""
        nearer = 24 - self.margin
        return (
            f"html {{ font-size: {self.type}pt; line-height: {self.leading}; }}\n"
            f"@page {{ margin-top: {self.margin}mm; margin-bottom: {self.margin}mm;\n"
            f"  @top-left {{ margin-bottom: {5 - nearer}mm; }}\n"
            f"  @bottom-left {{ padding-top: {4 - nearer}mm; }}\n"
            f"  @bottom-right {{ padding-top: {4 - nearer}mm; }} }}"
        )


# Tried in this order, each only when the one before it spares no page.
STEPS = (Step(10.5, 1.36, 22), Step(SMALLEST_TYPE, CLOSEST_LEADING, NARROWEST_MARGIN))


def is_worth_it(pages: int, last_page: float) -> bool:
    """Whether a paper of so many pages is laid out again, of whose last one this share is filled."""
    return 1 < pages <= MOST_PAGES and last_page < FEW_LINES
