"""Signs nanopublications with nanopub-sign, which gives each an IRI that is made from its content."""

from __future__ import annotations

import re
from collections.abc import Callable

from ontology.errors import MissingExtraError, UserError
from ontology.files import user_path

NPX = "http://purl.org/nanopub/x/"
"""The namespace of the terms of signed nanopublications."""

ORCID = "https://orcid.org/"
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_NOBODY = ORCID + "0000-0000-0000-0000"
"""The library wants an ORCID even where none is to be written; nothing of it gets into the nanopublication."""


def orcid_iri(signer: str) -> str:
    """Return the IRI of who signs.

    :param signer: an ORCID, with or without its address
    :returns: its IRI
    :raises UserError: if it is no ORCID

    >>> orcid_iri("0000-0002-1825-0097")
    'https://orcid.org/0000-0002-1825-0097'
    """
    number = signer.removeprefix(ORCID)
    if not _ORCID.fullmatch(number):
        raise UserError(f"{signer!r} is not an ORCID: four groups of four digits, such as 0000-0002-1825-0097")
    return ORCID + number


def signing(key: str) -> Callable[[str], str]:
    """Return the function that signs a nanopublication.

    :param key: file of a private RSA key in PKCS#8, in PEM or as the bare Base64 that tools for nanopublications keep
    :returns: a function from TriG to signed TriG; it adds the time of signing where no creation time is given
    :raises MissingExtraError: if the extra ``nanopub`` is not installed
    :raises UserError: if the file is no private RSA key
    """
    try:
        import nanopub_sign  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("signing", "nanopub") from error
    private_key = _base64(key)
    try:
        profile = nanopub_sign.NpProfile(
            private_key=private_key, name="", orcid_id=_NOBODY, introduction_nanopub_uri=""
        )
    except Exception as error:  # the library raises nothing more special
        raise UserError(f"{key} is not a private RSA key in PKCS#8, which is needed to sign") from error

    def sign(text: str) -> str:
        try:
            return str(nanopub_sign.Nanopub(text).sign(profile).rdf())
        except Exception as error:
            raise UserError(f"cannot sign with {key}: {' '.join(str(error).split())}") from error

    return sign


def _base64(file: str) -> str:
    """Return the Base64 of a key, without the lines that PEM puts around it."""
    try:
        text = user_path(file).read_text(encoding="ascii")
    except OSError as error:
        raise UserError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not a private RSA key in PKCS#8, which is needed to sign") from error
    return "".join(line.strip() for line in text.splitlines() if not line.startswith("-----"))
