"""Imports sssom-pydantic so that it leaves nothing behind: its dependency pystow writes to the home on import."""

from __future__ import annotations

import os
from functools import cache
from types import ModuleType

from ontology.scratch import scratch_folder

_HOME = "PYSTOW_HOME"


@cache
def sssom_library() -> ModuleType:
    """Return the module ``sssom_pydantic``, imported with a folder for pystow that is deleted afterwards.

    :returns: the module; it is slow to import, so that only commands that read or write mappings do so
    """
    before = os.environ.get(_HOME)
    with scratch_folder() as folder:
        os.environ[_HOME] = str(folder)
        try:
            import sssom_pydantic  # noqa: PLC0415 - see above
        finally:
            if before is None:
                del os.environ[_HOME]
            else:
                os.environ[_HOME] = before
    return sssom_pydantic
