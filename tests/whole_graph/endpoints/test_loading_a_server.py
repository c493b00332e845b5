"""``drugkg build --store URL`` loads a server, and every command then works on it as on a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.records import AGONIST, HALF_LIFE, claim, write_source
from tests.support.servers import writable
from ui.command_line import main


@pytest.mark.server
@pytest.mark.slow
def test_a_server_is_loaded_and_queried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sources = write_source(tmp_path, [claim(), HALF_LIFE, AGONIST])
    with writable(tmp_path / "server") as address:
        for records in ([claim(), HALF_LIFE], [claim(), HALF_LIFE, AGONIST]):
            write_source(tmp_path, records)
            assert main(["build", "-q", "--sources", str(sources), "--store", address]) == 0
            said = capsys.readouterr().out
            assert said.startswith(f"loaded {address}: {len(records)} claims, ")
        assert main(["query", "targets", "--claims", "-f", "csv", "--store", address]) == 0
        assert "https://w3id.org/drugkg/claim/leaflet-003" in capsys.readouterr().out
