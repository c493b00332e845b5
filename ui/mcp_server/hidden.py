"""Characters that nobody sees, which a document may use to speak to a model behind the back of its reader."""

from __future__ import annotations

import re
from typing import Any

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
"""Controls, and what Unicode calls default-ignorable or private, without the joiners that some scripts need."""


class Visible:
    """Takes hidden characters out of an answer, and counts them."""

    def __init__(self) -> None:
        self.hidden = 0

    def of(self, value: Any) -> Any:
        """Return an answer without hidden characters.

        :param value: a text, a list, a dictionary or anything else that JSON has
        :returns: the same in its visible characters

        >>> Visible().of({"label": "itch" + chr(0xE0041) + chr(0x202E)})
        {'label': 'itch'}
        """
        if isinstance(value, str):
            text, found = _HIDDEN.subn("", value)
            self.hidden += found
            return text
        if isinstance(value, list):
            return [self.of(item) for item in value]
        if isinstance(value, dict):
            return {key: self.of(item) for key, item in value.items()}
        return value
