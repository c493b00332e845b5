"""Lists in prose and in bullets, taken apart: coordination, shared heads, glosses, rates, advice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.extraction.language.quantities import Amount, rate

MAX_ITEMS = 400

_SEPARATOR = re.compile(
    r",?\s+(?:and|or) by\s+|\s*(?:[,;•]|\s[/·→]\s)\s*(?:(?:and|or|and/or|but also|as well as|plus|sometimes|"
    r"occasionally|rarely|also|"
    r"even)\s+)?|\s+(?:and/or|and(?! needles)|or|as well as|along with|plus|&|nor)\s+|,?\s+but\s+(?=not\b|no\b|also\b|"
    r"without\b)|,?\s+(?=(?:without|rather than)\s)|(?<=[a-z])/(?=[a-z])"
)
_MARK = re.compile(r"[\s,;•/()\[\]]")
"""Begins a separator, or opens or closes parentheses."""

_BLANKS = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_LEADING = re.compile(
    r"^(?:[-–—•*\s]+|(?:(?:very |un)?(?:common|rare|frequent)(?:ly)?(?: \([^()]{1,40}\))?|(?:frequency )?(?:not "
    r"(?:known|defined)|unknown)):"
    r"\s+|(?:(?:you )?(?:are|have had|have|had|be)|the|a|an|some|any|your|his|her|their|its|possible|"
    r"possibly|also|later|eventually|then|(?:mild|moderate)(?:ly)?(?:[ -]to[ -](?:moderate|severe)(?:ly)?)?|minor|"
    r"slight|transient|temporary|occasional(?:ly)?|rare(?:ly)?|sometimes|very rarely|more rarely|"
    r"less commonly|less often|only|just|even|that|(?:the )?(?:incidence|prevalence|percentage) of|"
    r"(?:the )?development of|"
    r"onset of|(?:(?:single|isolated|few|rare|sporadic|"
    r"occasional) )?(?:cases|reports) of|episodes? of|"
    r"feelings? of(?= (?!sickness))|signs of|symptoms (?:of|such as|like)|sensations? of|risk of|instances of|"
    r"occurrence of|things like|"
    r"such as|like|e\.g\.,?|for example,?|including|include|includes|especially|particularly|mainly|mostly|"
    r"usually|often|commonly|notably|namely|in particular|"
    r"getting|having|experiencing|new|new-onset|certain|various|several|many|other|further|both|either|"
    r"common(?:ly)?|initial|potential(?:ly)?|possible|leading to|resulting in|precipitating|inducing|"
    r"(?:increases|increased|increasing) (?:the )?risks? of|high(?:er)? (?:levels?|prevalence|incidence|rates?) of|"
    r"(?:the )?possibility of|"
    r"characteri[sz]ed by|increased risks? (?:of|for)|increased (?:incidence|rates?) of|higher (?:risk|rates?) of|"
    r"a feeling of|(?:chance|likelihood) of|causing|(?:\w+ )?(?:syndrome|reactions?|symptoms|picture|"
    r"state) (?:with|consisting of|"
    r"characteri[sz]ed by|marked by|involving)|you (?:get|have|notice|feel|develop|experience)|"
    r"(?:feeling )?more(?= (?:tired|hungry|thirsty)))\s+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\b(?:that|which|who|when|whenever|where|if|because|due to|owing to|caused by|resulting from|"
    r"as a result|during|after|following|while|since|until|unless|so that|especially|particularly|mostly|mainly|"
    r"in (?:any |no |each |every )?(?:patients?|participants?|subjects|individuals|users|veterans|people|some|"
    r"up to|about|around|more than|fewer than|"
    r"less than|rare|most|a few|one|adults|"
    r"children|those|men|women|the elderly|older|clinical|the first|addition|general|particular|both|all|this|"
    r"severe|extreme|\d)|at (?:high|higher|low|the|doses|first|least|rest|night)\b(?! blood)|"
    r"with (?:signs|symptoms|long|prolonged|high|higher|use|the|this|doses|treatment|your|and without)|"
    r"for (?:which|the first|"
    r"a few|several|up to|example|more|people|most)|have been|has been|had been|may be|can be|might be|could be|"
    r"should be|"
    r"(?:is|are|was|were|has|have|had|does|do|did|can|could|would|will|should|wo|ca)n['’]?t|"
    r"occurs?|occurred|occurring|was|were|is|are|may|can|might|could|will|do|does|did|have|has|had|needs?|"
    r"requires?|usually|often|sometimes|especially|though|although|but|then|this|these|they|it|reported|among|"
    r"within|on standing up quickly|to a lesser|to name|"
    r"seen|observed|noted|compared|than|versus|vs\.?|as compared|leading to|such as|including|(?<!-)like|"
    r"associated|before|prior to|worldwide|by (?:\w+ing|means)|for instance|"
    r"(?<!-)being|upon|instead|according|known|called|even|only|as|lasting|developing|depending)\b|\s[–—]|[–—]\s|"
    r"\s-\s|"
    r"[.:!?(]).*$",
    re.IGNORECASE | re.DOTALL,
)
_REMARK_BEHIND = re.compile(
    r"\s+(?:etc|worse|too|as well|alone|respectively|only|so on|overall|less often|more often|rarely|occasionally|"
    r"sometimes|at times|mostly|generally)\.?$",
    re.IGNORECASE,
)
_PREPOSITION_BEHIND = re.compile(r"\s+(?:in|at|on|with|of|to|for|and|or|the|a|an|by|from)$")
_QUOTES = "“\"'"
_CLOSES = re.compile(r"[”\"'](?!\w)")
_WORD = re.compile(r"[A-Za-z]{3}")
_ADVICE = re.compile(
    r"^(?:please\s+|always\s+|never\s+|do not\s+|don't\s+|try\s+|if\s+)?(?:take|drink|eat|avoid|tell|ask|talk|"
    r"speak|contact|see (?:a|your|the)|seek|stop|call|chew|suck|wear|keep|use|rest|sit|stand|get (?:up|plenty|"
    r"medical|help|emergency|your)|go|make|check|read|wash|monitor|consult|reduce|limit|"
    r"remember|report|let|inform|visit|continue|start|give|have your|lie|move|cut|store|apply|choose|switch|"
    r"swallow|follow|rinse|brush|pay|watch|discuss|consider|do|don't|ensure|phone|ring|return|treat|manage|"
    r"increase (?:your|the)|if|you (?:should|must|need|may|can|could|might)|your (?:doctor|pharmacist)|this (?:is|"
    r"can|may|medicine)|these|it (?:is|may|can))\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"^(?:with|according|in|of|to|for|by|on|at|from|as|than|after|during|following|before|within|when|related to|"
    r"due to|"
    r"because)\s",
    re.IGNORECASE,
)
_NOT_AN_ITEM = re.compile(
    r"^(?:(?:have |has |had )?ever|such|now|then|an? (?:stronger|weaker|milder) one|rarely|occasionally|"
    r"sometimes|often|usually|commonly|more rarely|very rarely|less commonly|less often|"
    r"gain|recall|etc|others?|more|so on|so forth|the following|these|those|this|that|it|they|them|you|he|she|we|"
    r"there|here|frequency not(?: known)?|none|not known|unknown|common|rare|uncommon|very common|very rare|"
    r"frequent|infrequent|yes|no|n/?a|"
    r"see|note|(?:more|less|most|least|very|quite|fairly) (?:common|frequent|rare|often|likely)|well[- ]tolerated|"
    r"metabolites?|(?:but |whereas )?tolerance to .*|(?:high|higher|low|large) doses?|slower|faster|greater|smaller|"
    r"defined|attributed|unique|individuals? .*|(?:depending|ranging|while|once|gradually|usually|often|generally|"
    r"slowly|quickly|spontaneously|together|"
    r"typically) .*|"
    r"and|or|not|all|most|some|many|any|both|either|least|"
    r"side effects?|adverse (?:drug )?(?:effects?|events?|reactions?)|effects?|reactions?|symptoms?|signs?|problems?|"
    r"conditions?|disorders?|complaints?|medical attention|doctor|pharmacist|people|patients|adults|children|"
    r"doses?|treatment|use|"
    r"things|cases?|severe|mild|moderate|serious|minor|less|higher|lower|first|last|few|early|late|long|short|"
    r"time|day|days|weeks?|months?|years?|hours?|placebo|drug|medicine|tablets?|withdrawal|overdose)$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|must|will|would|does|did|do|can|may|might|could|tell|treats?|"
    r"helps?|(?<!shift )(?<!night )works?|causes?|says?)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"^(?:but\s+)?(?:not|no|without|never|rather than|nor|neither)\s+", re.IGNORECASE)
_MODIFIER = re.compile(
    r"^(?:cold|numb|dry|itchy|slow|fast|rapid|irregular|blurred|blurry|double|increased|decreased|reduced|raised|"
    r"lowered|low|lower|high|higher|abnormal|painful|swollen|stiff|weak|sore|red|dark|pale|loose|hard|strange|"
    r"vivid|bad|excessive|loss of|lack of|changes? in|"
    r"difficulty|trouble|upper|lower|severe|acute|chronic|mental|visual|auditory|sexual|renal|hepatic|cardiac|"
    r"respiratory|gastric|duodenal|urinary|bladder|muscle|joint|stomach|chest|back|neck|abdominal|facial|skin|"
    r"heart|liver|kidney|physical|partial|generali[sz]ed|focal|atrial|ventricular|bipolar|unipolar|anxious|slowed|"
    r"shallow|fine|coarse|resting|postural|orthostatic|oral|vaginal|nasal|ocular|peripheral|motor|sensory|"
    r"opioid|alcohol|nicotine|cocaine|benzodiazepine|amphetamine|cannabis|stimulant|"
    r"suicidal|homicidal|shaky|clumsy|sweaty|racing|pounding|short-term|long-term|diabetic|postherpetic|"
    r"post-herpetic|sad|thinning|brittle|hot|watery|runny|blocked|bleeding|swelling|unusual|unexplained|sudden|"
    r"mild|moderate|clammy|discolou?red|cool|tingling|puffy|empty|absent|laboured|labored|impaired|intense|extreme|"
    r"generali[sz]ed|watery|bloody|tarry|yellow|cloudy)$",
    re.IGNORECASE,
)
_PARTS = frozenset(
    [
        "face", "lips", "lip", "tongue", "throat", "eyes", "eye", "mouth", "hands", "hand", "feet", "foot", "arms",
        "arm", "legs", "leg", "ankles", "ankle", "fingers", "finger", "toes", "skin", "back", "scalp", "neck",
        "chest", "stomach", "head", "ears", "ear", "nose", "gums", "gum", "joints", "joint", "muscles", "muscle",
        "hair", "nails", "nail", "limbs", "breasts", "breast", "hips", "knees", "shoulders", "smell", "vision",
        "hearing", "taste", "speech", "balance", "eyelids", "extremities", "abdomen", "trunk", "thighs", "jaw",
        "airways", "libido", "appetite", "weight",
    ]
)  # fmt: skip
_HEADED = re.compile(
    r"\b(?:of|in|to|on|around|from)\s+(?:the\s+|your\s+|my\s+)?\S+(?:\s\S+)?$|^(?:itchy|swollen|painful|sore|dry|"
    r"red|cold|numb|stiff|aching|tingling|burning|puffy|watery)\s+\w+$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|/|or|and|and/or|,\s*(?:or|and))\s*")
_NUMBERED = r"(?:type|stage|grade|class|factor|vitamin|category)"
"""Words whose number is part of a name, as in "type 2 diabetes"."""
_RATE_ONLY = re.compile(rf"^[\s\d.,%<>≥≤~–-]+$|^(?!.{{0,8}}\b{_NUMBERED}\s+\d)\D{{0,12}}(?<![a-z])\d", re.IGNORECASE)
_EXAMPLES = re.compile(
    r"^(?:such as|e\.?g\.?,?|for example,?|for instance,?|including|includes?|like|i\.?e\.?,?|especially|"
    r"particularly|mainly|signs?:?|symptoms?(?: include)?:?)\s+",
    re.IGNORECASE,
)


_TRAILING_RATE = re.compile(
    r"(?<=[a-z)])(?:\s*[<>≥≤~]?\s*(?<![A-Z-])\d[\d.,–-]*\s*%?(?:\s*(?:to|-|–|vs\.?|versus)\s*\d[\d.]*\s*%)?){1,5}$"
)


@dataclass(frozen=True)
class Item:
    """One thing of a list.

    :param text: its words, cleaned
    :param start: where it begins in the text of the list's passage
    :param end: where it ends
    :param synonyms: names that a gloss gives
    :param denied: whether the list itself denies it: “itch but not hives”
    :param incidence: rate given with it
    """

    text: str
    start: int
    end: int
    synonyms: tuple[str, ...] = ()
    denied: bool = False
    incidence: Amount | None = None


@dataclass
class _Piece:
    start: int
    end: int
    inner: list[tuple[int, int]] = field(default_factory=list)


def items(text: str, start: int, end: int, whole: Sequence[tuple[int, int]] = ()) -> list[Item]:
    """Take a list apart.

    :param text: text of a passage
    :param start: where the list begins
    :param end: where it ends
    :param whole: spans of names that are not taken apart, such as “hand, foot and mouth disease”
    :returns: its items in order

    >>> [i.text for i in items("itchy arms, back or scalp, cold or numb fingers and fever (pyrexia)", 0, 66)]
    ['itchy arms, back or scalp', 'cold fingers', 'numb fingers', 'fever']
    """
    found: list[Item] = []
    for piece in _pieces(text, start, min(end, start + 60_000), whole):
        found += _items_of(text, piece)
        if len(found) > MAX_ITEMS:
            break
    return _joined(text, found)


def _pieces(text: str, start: int, end: int, whole: Sequence[tuple[int, int]] = ()) -> Iterator[_Piece]:
    """Split at separators outside parentheses and outside the spans that stay whole."""
    depth, inner_from = 0, 0
    piece = _Piece(start, start)
    for mark in _MARK.finditer(text, start, end):
        char, place = mark.group(), mark.start()
        if place < piece.start:
            continue
        if char in "([" and depth < 50:
            depth += 1
            if depth == 1:
                inner_from = place + 1
        elif char in ")]" and depth:
            depth -= 1
            if depth == 0:
                piece.inner.append((inner_from, place))
        elif depth == 0 and not any(first < place < last for first, last in whole):
            match = _SEPARATOR.match(text, place, end)
            if match and match.end() > place:
                piece.end = place
                yield piece
                piece = _Piece(match.end(), match.end())
    piece.end = end
    if depth:
        piece.inner.append((inner_from, end))
    yield piece


def _items_of(text: str, piece: _Piece) -> Iterator[Item]:
    head_end = piece.inner[0][0] - 1 if piece.inner else piece.end
    incidence = None
    synonyms: list[str] = []
    examples: list[tuple[int, int]] = []
    for begin, stop in piece.inner:
        inside = text[begin:stop].strip()
        found = rate(inside) if _DIGIT.search(inside) else None
        if found is not None:
            incidence = incidence or found
        elif match := _EXAMPLES.match(inside):
            examples.append((begin + text[begin:stop].index(inside[0]) + match.end(), stop))
        elif "," in inside or " and " in inside or " or " in inside:
            examples.append((begin, stop))
        elif 2 < len(inside) <= 45 and not _DIGIT.search(inside):
            synonyms.append(inside.strip("“”\"' "))
    tail = text[piece.inner[-1][1] + 1 : piece.end].strip(" .;:") if piece.inner else ""
    main = trimmed(text, piece.start, head_end)
    if main is not None:
        begin, stop, denied = main
        words = text[begin:stop]
        if tail and len(tail.split()) <= 3 and not _TAIL.match(" " + tail) and re.match(r"[a-z]+$", tail):
            words, stop = f"{words} {tail}", piece.end
        elif tail and incidence is None:
            incidence = rate(tail)
        if incidence is None and (found := rate(text[stop : piece.end])):
            incidence = found
        yield Item(_one_line(words), begin, stop, tuple(synonyms), denied, incidence)
    for begin, stop in examples:
        for inner in _pieces(text, begin, stop):
            small = trimmed(text, inner.start, inner.end)
            if small is not None:
                yield Item(_one_line(text[small[0] : small[1]]), small[0], small[1], (), small[2])


_BROKEN = re.compile(r"(?<=[a-z])-\s+(?=[a-z])(?!(?:and|or|to|but)\b)")
"""A word that the end of a line breaks."""


def _one_line(words: str) -> str:
    """Return words in one line, with broken words mended."""
    return _BLANKS.sub(" ", _BROKEN.sub("", words))


def trimmed(text: str, start: int, end: int) -> tuple[int, int, bool] | None:
    """Return the words of an item without what stands around them.

    :param text: text of the passage
    :param start: where the raw item begins
    :param end: where it ends
    :returns: start, end and whether it is denied; ``None`` if it is not an item
    """
    while start < end and not (text[start].isalnum() or text[start] in "“\"'↑↓(α"):
        start += 1
    raw = text[start:end]
    denied = False
    if match := _DENIED.match(raw):
        denied = True
        start += match.end()
        raw = text[start:end]
    for _ in range(3):
        match = _LEADING.match(raw)
        if not match or match.end() >= len(raw):
            break
        start += match.end()
        raw = text[start:end]
    if _ADVICE.match(raw) or _PREPOSITION.match(raw):
        return None
    if (tail := _TAIL.search(raw)) and tail.start() > 0:
        raw = raw[: tail.start()]
    if raw[:1] in _QUOTES and not _CLOSES.search(raw, 1, len(raw) - 1):
        start, raw = start + 1, raw[1:]
    raw = _REMARK_BEHIND.sub("", raw.rstrip(" .,;:!?*†‡§-–—/\"”’'"))
    if raw.endswith(")") and "(" not in raw:
        raw = raw.rstrip(")")
    raw = _PREPOSITION_BEHIND.sub("", raw)
    raw = _TRAILING_RATE.sub("", raw)
    words = raw.split()
    if not words or len(words) > 9 or len(raw) < 3 or _NOT_AN_ITEM.match(raw) or not _WORD.search(raw):
        return None
    if _FINITE.search(raw) or _RATE_ONLY.match(raw):
        return None
    return start, start + len(raw), denied


def _joined(text: str, found: list[Item]) -> list[Item]:
    """Give each item its shared head, and join what are only parts of one thing."""
    result: list[Item] = []
    opening = False
    for place, item in enumerate(found):
        words = item.text.split()
        following = found[place + 1] if place + 1 < len(found) else None
        between = text[item.end : following.start] if following else ""
        if (
            result
            and all(
                word.lower().strip("’'") in _PARTS or word.lower() in ("the", "your", "lower", "upper", "whites", "of")
                for word in words
            )
            and (opening or _HEADED.search(result[-1].text))
            and text[result[-1].end : item.start].strip() in ("", ",", "or", "and", "/", ", or", ", and", "and/or")
        ):
            last = result.pop()
            result.append(
                Item(
                    _one_line(text[last.start : item.end]),
                    last.start,
                    item.end,
                    last.synonyms,
                    last.denied,
                    last.incidence,
                )
            )
            opening = True
            continue
        opening = False
        if following is not None and len(words) == 1 and _MODIFIER.match(item.text) and _BETWEEN.fullmatch(between):
            head = _head_of(following, found, place + 1)
            if head:
                result.append(
                    Item(f"{item.text} {head}", item.start, following.end, (), item.denied, following.incidence)
                )
                continue
        result.append(item)
    return [
        item
        for item in result
        if not (len(item.text.split()) == 1 and (item.text.lower() in _PARTS - {"appetite", "weight", "libido"}))
    ]


def _head_of(following: Item, found: list[Item], place: int) -> str | None:
    """Return the noun that a modifier shares with the item after it: “cold or numb *fingers*”."""
    words = following.text.split()
    while len(words) == 1 and _MODIFIER.match(following.text) and place + 1 < len(found):
        place += 1
        following = found[place]
        words = following.text.split()
    if len(words) < 2:
        return None
    if _MODIFIER.match(words[0]):
        return " ".join(words[1:])
    return words[-1] if len(words) == 2 else None
