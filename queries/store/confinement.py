"""What a worker process gives up before it runs a query: memory without end, core dumps and the network.

Each step does what the system offers and reports whether it did; elsewhere the other guards hold alone.
"""

from __future__ import annotations

import os
import sys

_NO_NEW_PRIVILEGES, _FILTER_MODE, _ALL_THREADS = 38, 1, 1
_REFUSE = 0x00050000 | 1  # SECCOMP_RET_ERRNO with EPERM
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32 = 0x40000000
"""System calls of x86-64's 32-bit pointer variant have this bit set."""

_SYSTEMS = {
    # machine: (audit number, seccomp, refused calls)
    # refused: socket, connect, io_uring_setup, execve, execveat, ptrace, pidfd_getfd
    "x86_64": (0xC000003E, 317, (41, 42, 425, 59, 322, 101, 438)),
    "aarch64": (0xC00000B7, 277, (198, 203, 425, 221, 281, 117, 438)),
}


def limit_memory(size: int) -> bool:
    """Let this process use only so much more memory than it uses now, and leave no core file when it fails.

    :func:`lift_memory_limit` ends that.

    :param size: bytes; 0 for no limit
    :returns: whether the limit is in force
    """
    try:
        import resource  # noqa: PLC0415 Unix only
    except ImportError:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not size:
            return False
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[0])
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        total = size + pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (total if most < 0 else min(total, most), most))
    except (OSError, ValueError):
        return False
    return True


def lift_memory_limit() -> None:
    """Let this process use memory as before :func:`limit_memory`."""
    try:
        import resource  # noqa: PLC0415 Unix only

        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    except (ImportError, OSError, ValueError):
        return


def memory_of_process() -> int:
    """Return how much memory the system lets this process use, which no limit of drugkg can raise.

    :returns: bytes; 0 for no limit
    """
    try:
        import resource  # noqa: PLC0415 Unix only

        return max(0, resource.getrlimit(resource.RLIMIT_AS)[1])
    except (ImportError, OSError, ValueError):
        return 0


def leave_network() -> bool:
    """Make every later call for a socket or another program fail in this process, by a filter of the Linux kernel.

    Connections and pipes that are open stay so.

    :returns: whether the filter is in force; on other systems and machines there is none
    """
    global _has_left  # noqa: PLW0603 - a filter stays until the process ends
    _has_left = _has_left or _filtered()
    return _has_left


_has_left = False


def _filtered() -> bool:
    """Put the filter into force."""
    machine = _SYSTEMS.get(os.uname().machine) if sys.platform == "linux" and sys.maxsize > 2**32 else None
    if machine is None:
        return False
    import ctypes  # noqa: PLC0415 slow to import

    audit, seccomp, refused = machine
    code = _program(audit, refused)
    libc = ctypes.CDLL(None, use_errno=True)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    program = Program(len(code) // 8, code)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(seccomp, _FILTER_MODE, _ALL_THREADS, ctypes.byref(program)) == 0)


def _program(audit: int, refused: tuple[int, ...]) -> bytes:
    """Return the filter in the kernel's form (struct sock_filter): refuse the calls with EPERM, allow all others."""
    from struct import pack  # noqa: PLC0415 see leave_network()

    def line(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return pack("HBBI", code, yes, no, value)

    lines = [
        line(_LOAD, 4),  # the machine
        line(_IF_EQUAL, audit, 1, 0),
        line(_RETURN, _KILL),
        line(_LOAD, 0),  # the number of the call
        line(_IF_AT_LEAST, _X32, len(refused) + 1, 0),
    ]
    lines += [line(_IF_EQUAL, number, len(refused) - at, 0) for at, number in enumerate(refused)]
    return b"".join([*lines, line(_RETURN, _ALLOW), line(_RETURN, _REFUSE)])
