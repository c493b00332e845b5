"""The rules of extraction, one module per kind of statement. A new rule is a new entry in one of the lists."""

from __future__ import annotations

from ingest.extraction.language.model import Rule
from ingest.extraction.rules.activities import RULES as ACTIVITIES
from ingest.extraction.rules.answers import RULES as ANSWERS
from ingest.extraction.rules.approvals import RULES as APPROVALS
from ingest.extraction.rules.bare_receptors import RULES as BARE_RECEPTORS
from ingest.extraction.rules.body_activities import RULES as BODY_ACTIVITIES
from ingest.extraction.rules.breast_milk import RULES as BREAST_MILK
from ingest.extraction.rules.cautions import RULES as CAUTIONS
from ingest.extraction.rules.class_actions import RULES as CLASS_ACTIONS
from ingest.extraction.rules.combination_effects import RULES as COMBINATION_EFFECTS
from ingest.extraction.rules.combination_lists import RULES as COMBINATION_LISTS
from ingest.extraction.rules.contraindication_phrases import RULES as CONTRAINDICATION_PHRASES
from ingest.extraction.rules.dependence import RULES as DEPENDENCE
from ingest.extraction.rules.desired_effects import RULES as DESIRED_EFFECTS
from ingest.extraction.rules.doses import RULES as DOSES
from ingest.extraction.rules.effect_adjectives import RULES as EFFECT_ADJECTIVES
from ingest.extraction.rules.effect_announcements import RULES as EFFECT_ANNOUNCEMENTS
from ingest.extraction.rules.effect_causes import RULES as EFFECT_CAUSES
from ingest.extraction.rules.effect_changes import RULES as EFFECT_CHANGES
from ingest.extraction.rules.effect_lists import RULES as EFFECT_LISTS
from ingest.extraction.rules.effect_mentions import RULES as EFFECT_MENTIONS
from ingest.extraction.rules.effect_reports import RULES as EFFECT_REPORTS
from ingest.extraction.rules.effect_rows import RULES as EFFECT_ROWS
from ingest.extraction.rules.effect_tellings import RULES as EFFECT_TELLINGS
from ingest.extraction.rules.effect_verbs import RULES as EFFECT_VERBS
from ingest.extraction.rules.elimination import RULES as ELIMINATION
from ingest.extraction.rules.formulary_uses import RULES as FORMULARY_USES
from ingest.extraction.rules.headed_effects import RULES as HEADED_EFFECTS
from ingest.extraction.rules.identity import RULES as IDENTITY
from ingest.extraction.rules.illnesses_to_report import RULES as ILLNESSES_TO_REPORT
from ingest.extraction.rules.interaction_answers import RULES as INTERACTION_ANSWERS
from ingest.extraction.rules.interaction_denials import RULES as INTERACTION_DENIALS
from ingest.extraction.rules.interaction_effects import RULES as INTERACTION_EFFECTS
from ingest.extraction.rules.interaction_partners import RULES as INTERACTION_PARTNERS
from ingest.extraction.rules.interaction_phrases import RULES as INTERACTION_PHRASES
from ingest.extraction.rules.interactions import RULES as INTERACTIONS
from ingest.extraction.rules.kinetics import RULES as KINETICS
from ingest.extraction.rules.kinetics_boxes import RULES as KINETICS_BOXES
from ingest.extraction.rules.mechanism_turns import RULES as MECHANISM_TURNS
from ingest.extraction.rules.metabolites import RULES as METABOLITES
from ingest.extraction.rules.monitoring import RULES as MONITORING
from ingest.extraction.rules.neuron_activities import RULES as NEURON_ACTIVITIES
from ingest.extraction.rules.no_association import RULES as NO_ASSOCIATION
from ingest.extraction.rules.outcome_rates import RULES as OUTCOME_RATES
from ingest.extraction.rules.outcome_reports import RULES as OUTCOME_REPORTS
from ingest.extraction.rules.outcomes import RULES as OUTCOMES
from ingest.extraction.rules.overdose_reports import RULES as OVERDOSE_REPORTS
from ingest.extraction.rules.pair_effects import RULES as PAIR_EFFECTS
from ingest.extraction.rules.shared_receptors import RULES as SHARED_RECEPTORS
from ingest.extraction.rules.special_populations import RULES as SPECIAL_POPULATIONS
from ingest.extraction.rules.symptom_lists import RULES as SYMPTOM_LISTS
from ingest.extraction.rules.tapering import RULES as TAPERING
from ingest.extraction.rules.target_tables import RULES as TARGET_TABLES
from ingest.extraction.rules.targets import RULES as TARGETS
from ingest.extraction.rules.terse_uses import RULES as TERSE_USES
from ingest.extraction.rules.use_denials import RULES as USE_DENIALS
from ingest.extraction.rules.use_failures import RULES as USE_FAILURES
from ingest.extraction.rules.use_lists import RULES as USE_LISTS
from ingest.extraction.rules.use_phrases import RULES as USE_PHRASES
from ingest.extraction.rules.use_reports import RULES as USE_REPORTS
from ingest.extraction.rules.use_tables import RULES as USE_TABLES
from ingest.extraction.rules.uses import RULES as USES
from ingest.extraction.rules.warned_effects import RULES as WARNED_EFFECTS

__all__ = ["ALL_RULES"]

ALL_RULES: tuple[Rule, ...] = (
    *EFFECT_LISTS,
    *HEADED_EFFECTS,
    *EFFECT_ANNOUNCEMENTS,
    *EFFECT_CAUSES,
    *EFFECT_REPORTS,
    *EFFECT_VERBS,
    *EFFECT_CHANGES,
    *EFFECT_ADJECTIVES,
    *EFFECT_TELLINGS,
    *EFFECT_ROWS,
    *EFFECT_MENTIONS,
    *WARNED_EFFECTS,
    *NO_ASSOCIATION,
    *ANSWERS,
    *SYMPTOM_LISTS,
    *OVERDOSE_REPORTS,
    *TAPERING,
    *DEPENDENCE,
    *DESIRED_EFFECTS,
    *OUTCOMES,
    *OUTCOME_REPORTS,
    *OUTCOME_RATES,
    *USE_LISTS,
    *USE_TABLES,
    *TERSE_USES,
    *USES,
    *USE_PHRASES,
    *USE_DENIALS,
    *USE_FAILURES,
    *USE_REPORTS,
    *FORMULARY_USES,
    *CAUTIONS,
    *CONTRAINDICATION_PHRASES,
    *SPECIAL_POPULATIONS,
    *MONITORING,
    *ILLNESSES_TO_REPORT,
    *INTERACTIONS,
    *INTERACTION_EFFECTS,
    *INTERACTION_DENIALS,
    *INTERACTION_ANSWERS,
    *INTERACTION_PARTNERS,
    *INTERACTION_PHRASES,
    *COMBINATION_EFFECTS,
    *COMBINATION_LISTS,
    *PAIR_EFFECTS,
    *TARGETS,
    *ACTIVITIES,
    *BODY_ACTIVITIES,
    *NEURON_ACTIVITIES,
    *MECHANISM_TURNS,
    *CLASS_ACTIONS,
    *SHARED_RECEPTORS,
    *BARE_RECEPTORS,
    *TARGET_TABLES,
    *KINETICS,
    *KINETICS_BOXES,
    *ELIMINATION,
    *METABOLITES,
    *BREAST_MILK,
    *DOSES,
    *IDENTITY,
    *APPROVALS,
)
"""Every rule, in the order in which they are tried. Rules do not know of each other."""
