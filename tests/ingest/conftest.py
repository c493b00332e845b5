"""What tests of extraction share: the claims of the practice documents, which take seconds to find."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.extraction import DOCUMENTS, claims_of_files
from tests.support.shared import made_once


@pytest.fixture(scope="session")
def practice_claims(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The claims of the practice documents, extracted once per run."""

    def make(folder: Path) -> None:
        claims = claims_of_files((DOCUMENTS / "practice").glob("*.txt"))
        (folder / "claims.json").write_text(json.dumps(claims), encoding="utf-8")

    claims: list[dict[str, Any]] = json.loads(
        (made_once(tmp_path_factory, "practice-claims", make) / "claims.json").read_text(encoding="utf-8")
    )
    return claims
