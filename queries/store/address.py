"""Addresses of endpoints: taken apart, compared, and shown without what they must not show."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from queries.errors import StoreError

_SAFE = "%/?:@!$&'()*+,;=~-._"


class Address(NamedTuple):
    """The address of an endpoint, taken apart.

    :param url: without user and password, in ASCII
    :param user: the user; empty without one
    :param password: the password; a bearer token if there is no user
    """

    url: str
    user: str
    password: str


def parse_address(text: str) -> Address:
    """Take an address apart.

    :param text: such as ``https://user:password@host/sparql``, or ``https://:token@host/sparql``
    :returns: the parts
    :raises StoreError: if it is not an http(s) address
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in ("http", "https") or not text.isprintable() or " " in text:
        raise StoreError(f"{printable(text)} is not an http(s) address: see --store and DRUGKG_STORE")
    try:
        host.encode("idna")
    except UnicodeError:
        raise StoreError(f"{printable(text)} is not an http(s) address: its host name is not valid") from None
    netloc = (f"[{host}]" if ":" in host else host) + (f":{port}" if port is not None else "")
    url = in_ascii(parts._replace(netloc=netloc, fragment="").geturl())
    return Address(url, unquote(parts.username or ""), unquote(parts.password or ""))


def in_ascii(url: str) -> str:
    """Return an address with what is not ASCII in path and query escaped, as browsers do.

    :param url: the address
    :returns: the address as it is sent

    >>> in_ascii("http://x/é?a=%20b")
    'http://x/%C3%A9?a=%20b'
    """
    parts = urlsplit(url)
    return parts._replace(path=quote(parts.path, safe=_SAFE), query=quote(parts.query, safe=_SAFE)).geturl()


def printable(text: str | bytes, most: int = 200) -> str:
    r"""Return the text of a server in one line, shortened and without control characters.

    :param text: what it sent
    :param most: maximum number of characters
    :returns: the line

    >>> printable(b"a\x1b[2J\nb")
    'a [2J b'
    """
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:most]


def server_of(url: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port of an address.

    :param url: the address
    :returns: the three, or ``None`` if it has none
    """
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname or "", port)
