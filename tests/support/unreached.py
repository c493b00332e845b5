"""Names the modules of which no test ran a line; ``python -m tests.support.unreached`` fails if there are any."""

from __future__ import annotations

import sys

from coverage import Coverage


def unreached(coverage: Coverage) -> list[str]:
    """Return the files with statements of which none was run.

    :param coverage: the measurement, already loaded
    :returns: their paths, in order
    """
    found = []
    for path in coverage.get_data().measured_files():
        _, statements, _, missing, _ = coverage.analysis2(path)
        if statements and missing == statements:
            found.append(path)
    return sorted(found)


def main() -> int:
    """Print the modules that were not run, and return 1 if there are any."""
    coverage = Coverage()
    coverage.load()
    names = unreached(coverage)
    for name in names:
        print(f"no test runs {name}", file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
