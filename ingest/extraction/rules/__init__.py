"""The rules of extraction, one module per group of topics. A new rule is a new entry in one of the lists."""

from __future__ import annotations

from ingest.extraction.language.model import Rule
from ingest.extraction.rules.cautions import RULES as CAUTIONS
from ingest.extraction.rules.doses import RULES as DOSES
from ingest.extraction.rules.effects import RULES as EFFECTS
from ingest.extraction.rules.identity import RULES as IDENTITY
from ingest.extraction.rules.interactions import RULES as INTERACTIONS
from ingest.extraction.rules.kinetics import RULES as KINETICS
from ingest.extraction.rules.targets import RULES as TARGETS
from ingest.extraction.rules.uses import RULES as USES

ALL_RULES: tuple[Rule, ...] = (*EFFECTS, *USES, *CAUTIONS, *INTERACTIONS, *TARGETS, *KINETICS, *DOSES, *IDENTITY)
"""Every rule, in the order in which they are tried. Rules do not know of each other."""
