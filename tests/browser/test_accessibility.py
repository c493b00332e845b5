"""Every page passes axe-core without a serious finding, on light and on dark ground."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import settled

AXE = Path(__file__).with_name("axe") / "axe.min.js"
PAGES = (
    "",
    "mechanism?chosen=drugkg:baclofen %2B drugkg:anxiety",
    "evidence?entity=drugkg:opioid",
    "evidence?claim=encyclopaedia-094",
    "agreement",
    "query?query=adverse-effects",
    "query?mode=sparql",
    "links",
    "sources",
    "search?words=anxiety",
    "about",
)
_SERIOUS = """async () => {
  const found = await axe.run(document, { resultTypes: ['violations'] });
  return found.violations
    .filter(v => v.impact === 'serious' || v.impact === 'critical')
    .flatMap(v => v.nodes.map(n => [v.id, n.target.join(' '), n.html.slice(0, 160),
      n.any.map(a => a.message).join('; ').slice(0, 160)].join(' | ')));
}"""

NOT_OURS = ("stToolbar", "stAppDeployButton", "data-grid-canvas", "gdg-", "dvn-")
"""Parts that Streamlit draws itself: its toolbar and the canvas of its data grids."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_finding(open_at: OpenPage, scheme: Literal["light", "dark"]) -> None:
    found: dict[str, list[str]] = {}
    for state in PAGES:
        page = settled(open_at(state, scheme=scheme))
        page.wait_for_timeout(600)
        page.add_script_tag(path=str(AXE))
        findings: list[Any] = page.evaluate(_SERIOUS)
        ours = [text for text in findings if not any(part in text for part in NOT_OURS)]
        if ours:
            found[state] = ours
        page.context.close()
    assert found == {}
