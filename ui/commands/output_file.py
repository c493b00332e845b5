"""Output that is not standard output's text: files that appear as a whole, and bytes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal

from ontology.errors import UserError


@contextmanager
def written(place: str, mode: Literal["w", "wb"]) -> Iterator[IO[Any]]:
    """Open a file that appears as a whole, and only if nothing went wrong.

    :param place: its path
    :param mode: ``w`` for text, ``wb`` for bytes
    :yields: the file to write to
    :raises UserError: if it cannot be written
    """
    text: dict[str, Any] = {"encoding": "utf-8", "newline": ""} if mode == "w" else {}
    target = Path(place).resolve()
    is_device = target.exists() and not target.is_file()
    aside = target if is_device else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with aside.open(mode, **text) as file:
            yield file
        if not is_device:
            aside.replace(target)
    except UserError:  # a time limit is an OSError too, and says itself what it is
        raise
    except OSError as error:
        raise UserError(f"cannot write {place}: {error.strerror}") from error
    finally:
        if not is_device:
            with suppress(OSError):  # where it could not be made
                aside.unlink(missing_ok=True)


@contextmanager
def standard_bytes() -> Iterator[IO[bytes]]:
    """Collect bytes, and write them to standard output if nothing went wrong.

    :yields: a binary file
    """
    held = io.BytesIO()
    yield held
    sys.stdout.flush()
    sys.stdout.buffer.write(held.getvalue())
