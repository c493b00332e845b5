"""Every page passes axe-core without a serious finding, on light and on dark ground, with its headings in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import settled

AXE = Path(__file__).with_name("axe") / "axe.min.js"
PAGES = (
    "",
    "mechanism?chosen=drugkg:baclofen %2B drugkg:anxiety",
    "evidence?entity=drugkg:opioid",
    "evidence?claim=encyclopaedia-094",
    "agreement",
    "agreement?quantity=baclofen.hasDose.oral.mg-per-d",
    "query?query=dosing",
    "query?mode=sparql",
    "links",
    "sources",
    "search?words=anxiety",
    "about",
    "entity?entity=drugkg:anxiety",
    "compare?of=baclofen&of=phenibut",
)
_SERIOUS = """async options => {
  const found = await axe.run(document, { resultTypes: ['violations'], ...options });
  return found.violations
    .filter(v => ['serious', 'critical'].includes(v.impact) || ['heading-order', 'page-has-heading-one'].includes(v.id))
    .flatMap(v => v.nodes.map(n => [v.id, n.target.join(' '), n.html.slice(0, 160),
      n.any.map(a => a.message).join('; ').slice(0, 160)].join(' | ')));
}"""

ALL_RULES: dict[str, Any] = {}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""The only rule whose findings depend on the colours."""

NOT_OURS = ("stToolbar", "stAppDeployButton", "data-grid-canvas", "gdg-", "dvn-")
"""Parts that Streamlit draws itself: its toolbar and the canvas of its data grids."""


@pytest.mark.parametrize("state", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_has_no_serious_finding(visit: OpenPage, state: str, scheme: Literal["light", "dark"]) -> None:
    assert _findings(visit(state, scheme=scheme), ALL_RULES if scheme == "light" else CONTRAST) == []


def _findings(page: Page, options: dict[str, Any]) -> list[str]:
    settled(page)
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found: list[str] = page.evaluate(_SERIOUS, options)
    return [text for text in found if not any(part in text for part in NOT_OURS)]
