"""Opens the socket of a server before anything is promised."""

from __future__ import annotations

import socket

from ontology.errors import UserError


def listen(host: str, port: int, *, options: str) -> socket.socket:
    """Return a socket that listens.

    :param host: the address
    :param port: the port; 0 for any free one
    :param options: the options that choose another place, for the message
    :returns: the socket
    :raises UserError: if nothing can listen there
    """
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(512)
    except OSError as error:
        found.close()
        raise UserError(
            f"cannot listen on port {port} of {host} ({error.strerror}): choose another with {options}"
        ) from error
    return found
