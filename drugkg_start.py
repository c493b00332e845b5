"""Starts drugkg, if its four packages are its own.

Their names are short, and other projects use them too: the distribution ``queries`` overwrites ours when it is
installed later, and a file of that name in the current directory goes before ours. Then no command could work, and
the error would be about the wrong thing; so this module, whose name is nobody else's, looks first. It imports nothing
of drugkg before that.
"""

from __future__ import annotations

import os
import sys

PACKAGES = ("ontology", "queries", "ingest", "ui")
"""The import names of drugkg."""

MARK = "# This package belongs to drugkg."
"""A line in the ``__init__.py`` of each of them."""

COULD_NOT_RUN = 2

_checked: list[bool] = []


def main() -> int:
    """Run the command line.

    :returns: the exit code
    """
    check_packages()
    from ui.command_line import start  # noqa: PLC0415 - only if it is ours

    return start()


def check_packages() -> None:
    """End the process with one line on standard error if a package of drugkg is another project's.

    :raises SystemExit: if one is
    """
    if _checked:
        return
    for name in PACKAGES:
        problem = problem_of(name)
        if problem:
            print(f"drugkg: {problem}", file=sys.stderr)
            raise SystemExit(COULD_NOT_RUN)
    _checked.append(True)


def problem_of(name: str) -> str:
    """Return what is wrong with the module that an import of a name would give.

    :param name: one of :data:`PACKAGES`
    :returns: what is wrong and what to do; empty if the module is ours
    """
    found_by = (finder.find_spec(name, None) for finder in sys.meta_path)
    place = next((spec.origin for spec in found_by if spec), None)
    if place is None:
        return f"the package {name} is missing: install drugkg again, with `pip install --force-reinstall drugkg`"
    try:
        with open(place, encoding="utf-8", errors="replace") as file:
            if MARK in file.read().splitlines():
                return ""
    except OSError:
        return ""  # not a file, such as a module in an archive: nothing can be said of it
    found = f"{place} is not drugkg's package {name}, but is imported in its place"
    folder = os.path.dirname(os.path.dirname(place) if place.endswith("__init__.py") else place)
    if os.path.realpath(folder) == os.path.realpath(os.curdir):
        return f"{found}: run drugkg in another directory, or rename {name}"
    return (
        f"{found}: uninstall the project that it belongs to, then run `pip install --force-reinstall drugkg`, best in"
        " an environment of its own"
    )


if __name__ == "__main__":
    sys.exit(main())
