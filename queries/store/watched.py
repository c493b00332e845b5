"""HTTP connections that are shut when the time of their exchange is over, or nobody waits for its answer any more."""

from __future__ import annotations

import socket
import threading
import urllib.request
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection


class Watch:
    """The time limit of an exchange: when it is over, the connection is shut, whatever it is waiting for.

    :param seconds: the limit; 0 for none
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self.is_stopped = False
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._shut) if seconds else None
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def add(self, connected: socket.socket) -> None:
        """Watch a connection, too.

        :param connected: its socket
        """
        with self._lock:
            self._sockets.append(connected)
        if self.is_over:
            self._shut()

    def stop(self) -> None:
        """Shut the connection before its time; for another thread than the one that waits for the answer."""
        self.is_stopped = True
        self._shut()

    def end(self) -> None:
        """The exchange has ended."""
        if self._timer:
            self._timer.cancel()

    def _shut(self) -> None:
        self.is_over = True
        with self._lock:
            for connected in self._sockets:
                with suppress(OSError):  # of the bare socket: TLS would wait for the other side
                    socket.socket.shutdown(connected, socket.SHUT_RDWR)


class Http(urllib.request.HTTPHandler):
    """HTTP whose connections are watched.

    :param watch: the time limit
    """

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Open a connection.

        :param req: the request
        :returns: the response
        """
        watch = self._watch

        class Connection(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                watch.add(self.sock)

        return self.do_open(Connection, req)


class Https(urllib.request.HTTPSHandler):
    """HTTPS whose connections are watched; certificates are checked against the system's authorities.

    :param watch: the time limit
    """

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        """Open a connection.

        :param req: the request
        :returns: the response
        """
        watch = self._watch

        class Connection(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                watch.add(self.sock)

        return self.do_open(Connection, req)
