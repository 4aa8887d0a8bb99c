"""UK postcodes: reading what people type, and which of Labour's regions a postcode lies in."""

import re
from collections.abc import Iterable, Mapping

# The 121 postcode areas of the United Kingdom by Labour region; the Crown dependencies have three more.
AREAS: Mapping[str, str] = {
    area: region
    for region, areas in {
        "east": "AL CB CM CO IP LU NR PE SG SS WD",
        "east-midlands": "DE LE LN NG NN",
        "london": "BR CR E EC EN HA IG N NW RM SE SM SW TW UB W WC",
        "north": "CA DH DL NE SR TS",
        "north-west": "BB BL CH CW FY L LA M OL PR SK WA WN",
        "south-east": "BN CT DA GU HP KT ME MK OX PO RG RH SL SO TN",
        "south-west": "BA BH BS DT EX GL PL SN SP TA TQ TR",
        "west-midlands": "B CV DY HR ST SY TF WR WS WV",
        "yorkshire-and-the-humber": "BD DN HD HG HU HX LS S WF YO",
        "scotland": "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
        "wales": "CF LD LL NP SA",
        "northern-ireland": "BT",
    }.items()
    for area in areas.split()
}
# Districts whose region is not their area's; "" where a district lies in two, so that somebody is asked.
DISTRICTS: Mapping[str, str] = {
    district: region
    for region, districts in {
        "": "BH24 CA18 CA19 CA20 CH4 CW3 DE6 DE15 DN9 DN10 DN36 E4 HR3 IG7 LD7 LD8 LU7 MK17 NP16 NP25 PE6 PE8"
        " PE9 RM4 SP6 ST7 SY5 SY10 SY13 SY14 TD12 TN16 TS9",
        "east": "EN6 EN7 EN8 EN9 EN10 EN11 HP1 HP2 HP3 HP4 HP23 IG9 IG10 MK40 MK41 MK42 MK43 MK44 MK45"
        " RM15 RM16 RM17 RM18 RM19 RM20",
        "east-midlands": "CV13 DN21 DN22 PE10 PE11 PE12 PE20 PE21 PE22 PE23 PE24 PE25 S18 S21 S32 S33 S40 S41"
        " S42 S43 S44 S45 S49 S80 S81 SK13 SK17 SK22 SK23",
        "london": "DA5 DA6 DA7 DA8 DA14 DA15 DA16 DA17 DA18 KT1 KT2 KT3 KT4 KT5 KT6 KT9",
        "north": "TD15",
        "south-east": "BH25 BR8 CR3 CR6 SM7 SN7 SP10 SP11 TW15 TW16 TW17 TW18 TW19 TW20",
        "wales": "CH5 CH6 CH7 CH8 SY15 SY16 SY17 SY18 SY19 SY20 SY21 SY22 SY23 SY24 SY25",
        "west-midlands": "DE13 DE14",
        "yorkshire-and-the-humber": "DL6 DL7 DL8 DL9 DL10 DL11 OL14",
    }.items()
    for district in districts.split()
}
ELSEWHERE: Mapping[str, str] = {
    "JE": "Jersey",
    "GY": "Guernsey",
    "IM": "the Isle of Man",
    "BF": "the forces’ post",
    "BX": "no place",
    "GX": "Gibraltar",
}
SHAPE = re.compile(r"([A-Z]{1,2})([0-9][0-9A-Z]?)([0-9][ABD-HJLNP-UW-Z]{2})")
DISTRICT_ONLY = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_BEGUN = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)[0-9][A-Z]?")
_BEGUN_IN_TWO = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)\s+[0-9][A-Z]?")
_AREA = re.compile(r"[A-Z]+")
_BETWEEN = re.compile(r"[\s.,\-]")
# Which districts there can be, as the Royal Mail numbers them: few areas have a 0, some only numbers of one
# digit or of two; letters stand in the middle of London alone, and some numbers there never without one.
_WITH_ZERO = frozenset(["BL", "BS", "CM", "CR", "FY", "HA", "PR", "SL", "SS"])
_ONE_DIGIT = frozenset(
    ["BR", "FY", "HA", "HD", "HG", "HR", "HS", "HX", "JE", "LD", "SM", "SR", "WC", "WN", "ZE"]
)
_TWO_DIGITS = frozenset(["AB", "LL", "SO"])
_WITH_LETTER = re.compile(
    "E1W|N1[CP]|NW1W|SE1P|EC[1-4][AMNPRVY]|SW1[AEHPVWXY]|W1[A-HJKPSTUW]|WC1[ABEHNRVX]|WC2[ABEHNR]"
)
_NEEDS_LETTER = re.compile("EC[1-4]|SW1|W1|WC[12]")


class NotAPostcode(ValueError):
    """Something typed that is no postcode of the United Kingdom; its words say why and what to do."""


class OutsideOurRegions(NotAPostcode):
    """Something that may be a postcode of another country, or is one of a place without a region."""


def normalise(typed: str) -> str:
    """HU1 2AA, from whatever case and spacing it was typed in; raises NotAPostcode."""
    packed = _BETWEEN.sub("", typed).upper()
    found, is_half, area = SHAPE.fullmatch(packed), DISTRICT_ONLY.fullmatch(packed), _area(packed)
    if not (found or is_half):
        raise OutsideOurRegions("This is not a UK postcode. Enter one like HU1 2AA.")
    if place := ELSEWHERE.get(area):
        raise OutsideOurRegions(f"{area} is the postcode of {place}, which is not in any of our regions.")
    if area not in AREAS:
        raise NotAPostcode(f"No postcode starts with {area}. Check whether a letter is missing.")
    if found is None:
        raise NotAPostcode(f"“{packed}” is only half a postcode. Give all of it, such as HU1 2AA.")
    _, district, inward = found.groups()
    if not _can_be(area, district):
        raise NotAPostcode(f"No postcode starts with {area}{district}. Check the digits.")
    return f"{area}{district} {inward}"


def _can_be(area: str, district: str) -> bool:
    """Whether an area can have a district of this number."""
    outward = f"{area}{district}"
    if district[-1].isalpha():
        return _WITH_LETTER.fullmatch(outward) is not None
    if _NEEDS_LETTER.fullmatch(outward) or (len(district) == 2 and district[0] == "0"):
        return False
    if district == "0":
        return area in _WITH_ZERO
    return area not in (_ONE_DIGIT if len(district) == 2 else _TWO_DIGITS)


def region(postcode: str) -> str:
    """The slug of the Labour region of a normalised postcode; empty when its district lies in two."""
    outward = postcode.split()[0]
    area = _AREA.match(outward)
    return DISTRICTS.get(outward, AREAS[area.group()] if area else "")


def regions_of_half(typed: str) -> frozenset[str] | None:
    """The regions of a district such as HU5 or of an area such as HU; None for what is neither.

    A postcode that is typed half, HU12 9, counts as its district. A district of London that goes on with a
    letter is known without it: WC1. They are none where a district lies in two, and each of an area's where
    its districts differ.
    """
    half = _district_of(typed.strip().upper())
    if half in AREAS:
        others = (slug for district, slug in DISTRICTS.items() if _area(district) == half)
        return frozenset({AREAS[half], *others}) - {""}
    area = _area(half)
    if not DISTRICT_ONLY.fullmatch(half) or area not in AREAS:
        return None
    if not (_NEEDS_LETTER.fullmatch(half) or _can_be(area, half[len(area) :])):
        return None
    return frozenset({region(half)}) - {""}


def _district_of(typed: str) -> str:
    """What stands before the space, or may stand there, in a postcode of which the end is missing."""
    packed = _BETWEEN.sub("", typed)
    begun = _BEGUN_IN_TWO.fullmatch(typed) or (
        not DISTRICT_ONLY.fullmatch(packed) and _BEGUN.fullmatch(packed)
    )
    return begun.group(1) if begun else packed


def _area(outward: str) -> str:
    found = _AREA.match(outward)
    return found.group() if found else ""


def agreed(regions: Iterable[str]) -> str:
    """The one region that all of a group's constituencies lie in; empty when they differ."""
    found = set(regions)
    return found.pop() if len(found) == 1 else ""
