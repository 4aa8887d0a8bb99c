"""What XML allows, whoever writes it."""

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(xml: str) -> str:
    """XML without the characters that it can hold in no way."""
    return _ILLEGAL.sub("", xml)
