"""One form for a name and its variants: number, British and American spelling, hyphens, brackets, Greek letters."""

from __future__ import annotations

import re
from functools import lru_cache

from queries.errors import near

_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "mice": "mouse", "feet": "foot",
    "teeth": "tooth", "nuclei": "nucleus", "ganglia": "ganglion", "stimuli": "stimulus", "criteria": "criterion",
    "cortices": "cortex", "amygdalae": "amygdala", "insulae": "insula", "viruses": "virus",
}  # fmt: skip

_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "μ": "mu", "µ": "mu", "ω": "omega"}

_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"aem(?=i|o|a)", "em"),
        (r"oe(?=dem|soph|str|t[uo])", "e"),
        (r"(?<=ph)oea|(?<=rh)oea|(?<=n)oea", "ea"),
        (r"(?<=an)aes(?=th)", "es"),
        (r"\bpaed|(?<=th)opaed", lambda match: match[0].replace("ae", "e")),
        (r"(?<=gyn)aec", "ec"),
        (r"\bhaem", "hem"),
        (r"sulph", "sulf"),
        (r"(?<=[bdilmpv])our(?=s?$|al|ed|ing|less|ful|ite|able)", "or"),
        (r"(?<=[a-z]{3})is(?=e$|ed$|es$|er$|ers$|ing$|ation)", "iz"),
        (r"(?<=[ly])ys(?=e$|ed$|es$|ing$)", "yz"),
        (r"(?<=[en])tre$", "ter"),
        (r"(?<=[a-z]{2})ll(?=ed$|ing$|er$)", "l"),
        (r"programme$", "program"),
        (r"(?<=[ef]en)ce$|(?<=licen)ce$", "se"),
        (r"ageing", "aging"),
    )
)


def normal_form(name: str) -> str:
    """Return one form for all variants of a name; it is for comparison and no word of its own.

    :param name: a name as :func:`queries.index.names.fold` returned it
    :returns: the form

    >>> normal_form("mao inhibitors") == normal_form("mao-inhibitor")
    True
    >>> normal_form("oedema") == normal_form("edema")
    True
    """
    for letter, word in _GREEK.items():
        name = name.replace(letter, word)
    words = re.sub(r"[-/_()\[\]]", " ", re.sub(r"[’']", "", name)).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        del words[0]
    return " ".join(map(_form_of_word, words))


@lru_cache(maxsize=50_000)
def _form_of_word(word: str) -> str:
    return american(singular(word))


def singular(word: str) -> str:
    """Return the singular of a word, by its ending.

    :param word: one word in lower case
    :returns: the singular; the word itself if it is none in the plural

    >>> [singular(word) for word in ("opioids", "therapies", "stenosis", "doses", "abscesses", "headaches")]
    ['opioid', 'therapy', 'stenosis', 'dose', 'abscess', 'headache']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")) and not word.endswith("aches"):
        return word[:-2]
    if word.endswith(("roses", "yses", "gnoses", "choses")):
        return word[:-2] + "is"
    return word[:-1]


def american(word: str) -> str:
    """Return the American spelling of a word.

    :param word: one word in lower case
    :returns: the word in American spelling

    >>> [american(word) for word in ("oedema", "diarrhoea", "behaviour", "anaesthetic", "hypoglycaemia", "paediatric")]
    ['edema', 'diarrhea', 'behavior', 'anesthetic', 'hypoglycemia', 'pediatric']
    """
    for british, spelling in _SPELLINGS:
        word = british.sub(spelling, word)
    return word


def are_alike(name: str, other: str, closeness: float) -> bool:
    """Return whether each word of a name is spelt like a word of another; else only the lesser words are alike.

    :param name: a name, folded
    :param other: another one
    :param closeness: how similar two words must be, from 0 to 1
    :returns: whether they are alike; a name of one word is alike to any

    >>> are_alike("beta blockers", "mao blockers", 0.75), are_alike("gaba recptor", "gaba receptor", 0.75)
    (False, True)
    """
    words = other.split()
    return len(words) == 1 or all(near(word, words, cutoff=closeness) for word in name.split())
