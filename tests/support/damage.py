"""Damages a file as typos, editors and broken disks do, for tests of readers."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = [
    b"\0", b"\xff\xfe", b"\x1b[2J", b'"', b"'", b"{", b"[", b"\n", b"\t", b":", b"- ", b"!!python/name:os.system ",
    b"&a *a", b"\\ud800", b"1e999", b".nan", b"<", b"#", b"---\n", b"\r",
    b"\xe2\x80\xa8", b"2022-02-30", b"|", b"9" * 5000,
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return a file with one to three pieces put in, cut out or repeated, or with its end cut off."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([1, 5, 50])))
        how = draw(st.sampled_from(["put in", "cut out", "repeat", "cut off"]))
        if how == "put in":
            data[start:start] = draw(st.sampled_from(_PIECES))
        elif how == "cut out":
            del data[start:end]
        elif how == "repeat":
            data[start:start] = data[start:end]
        else:
            del data[start:]
    return bytes(data)
