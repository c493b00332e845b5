"""The measures of pharmacokinetics: the words that name them, and the units that their values have."""

from __future__ import annotations

import re

_TIME = ("h", "min", "d", "wk", "s")

MEASURES: tuple[tuple[str, re.Pattern[str], tuple[str, ...], str], ...] = (
    (
        "hasHalfLife",
        re.compile(
            r"\b(?:(?:elimination|terminal|plasma|serum|biological|mean|average|apparent|beta)\s+)*half[- ]?li(?:fe|"
            r"ves)\b(?! (?:of|for) (?:\w+ ){0,2}(?:occupanc|effect))|\bhalf of (?:(?:a|the|each|any) (?:dose|"
            r"drug)|it) (?:has |have |is |will )?(?:be |been "
            r")?(?:gone|left|leaves|"
            r"cleared|"
            r"eliminated|removed|disappeared|excreted)\b|\b(?:t½|t ½|t1|t 1)/?2?\b(?=\s*(?:=|is|of|:))|\bt½(?!α)"
        ),
        _TIME,
        "half-life",
    ),
    (
        "hasTimeToPeak",
        re.compile(
            r"\b(?:t\s?max|time to (?:peak|maximum|reach)|peak(?:s|ed|ing)?\b(?! (?:on|around) days?\b|"
            r" (?:\w+ )?occupanc)(?: (?:plasma|serum|"
            r"blood))?(?: (?:levels?|concentrations?|effects?))?|maximum (?:plasma |serum |blood )?(?:levels?|"
            r"concentrations?)|maximal (?:plasma )?concentrations?|highest (?:blood )?levels?)\b"
        ),
        ("h", "min", "d"),
        "time to peak",
    ),
    (
        "hasBioavailability",
        re.compile(
            r"\bbio-?availab\w+|\b(?:is|are|was) absorbed\b|\bfraction absorbed|\babsorption is\b|\b(?:share|"
            r"amount|fraction|proportion) (?:that is )?(?:taken in|absorbed|"
            r"that gets in)\b|\boral availability|\b(?:becomes?|is) (?:systemically )?available\b|\bf\b(?=\s?[:=≈])|"
            r"\b(?:reach(?:es)?|gets? into|enters?) the (?:systemic )?(?:bloodstream|circulation|blood\b)"
        ),
        ("%",),
        "bioavailability",
    ),
    (
        "hasProteinBinding",
        re.compile(
            r"\b(?:protein[- ]bind\w+|bound to (?:plasma |serum )?(?:proteins?|albumin)|(?:plasma |"
            r"serum )?protein[- ]bound|binding to (?:plasma |serum )?proteins?|binds? to (?:plasma |"
            r"serum )?(?:proteins?|albumin)|bound\b(?= .{0,30}\b(?:protein|albumin))|bound to [\w "
            r"]{0,20}proteins?|(?:attached|stuck|clings?|sticks?|carried|rides?|travels?) (?:to|on) "
            r"(?:plasma |serum |blood )?(?:proteins?|albumin))\b"
        ),
        ("%",),
        "protein binding",
    ),
    (
        "hasVolumeOfDistribution",
        re.compile(r"\b(?:(?:apparent )?volumes? of distribution|distribution volume|(?:vd|v d)\b(?:\s?/\s?f)?|vss)\b"),
        ("L", "L/kg", "mL"),
        "volume of distribution",
    ),
    (
        "hasClearance",
        re.compile(r"(?<!creatinine )\b(?:clearance|cl\s?/\s?f)\b"),
        ("L/h", "mL/min", "L/min", "mL/min/kg", "mL/h", "L/h/kg"),
        "clearance",
    ),
    (
        "hasPeakConcentration",
        re.compile(
            r"\b(?:c\s?max|peak (?:plasma |serum |blood )?(?:levels?|concentrations?)|"
            r"maximum (?:plasma )?concentrations?)\b"
        ),
        ("ng/mL", "ug/mL", "ug/L", "mg/mL", "nmol/L", "umol/L"),
        "peak concentration",
    ),
    (
        "hasFractionExcretedUnchanged",
        re.compile(
            r"\b(?:unchanged|unaltered|unmetaboli[sz]ed|as (?:the )?(?:parent (?:drug|compound)|intact drug))\b"
        ),
        ("%",),
        "fraction excreted unchanged",
    ),
    (
        "hasFractionExcreted",
        re.compile(
            r"\b(?:excret\w+|eliminated|recovered|leaves? the body|passed|appears?|turn(?:s|ed) up|"
            r"found)\b(?=.{0,90}\b(?:urine|faeces|"
            r"feces|bile|kidneys?|stool|renal|faecal|fecal))|\b(?:in|via|through) (?:the )?(?:urine|faeces|feces|"
            r"bile|"
            r"stool)\b|\brenal(?:ly)? (?:excretion|elimination|excreted)|\b(?:urinary|faecal|fecal|"
            r"biliary) (?:excretion|elimination)"
        ),
        ("%",),
        "fraction excreted",
    ),
    (
        "hasFractionMetabolised",
        re.compile(r"\b(?:metaboli[sz]ed|metabolism|biotransformed|first[- ]pass|broken down)\b"),
        ("%",),
        "fraction metabolised",
    ),
    (
        "hasTimeToSteadyState",
        re.compile(r"\bsteady(?:[- ]state| levels?| concentrations?)\b"),
        ("d", "wk", "h"),
        "time to steady state",
    ),
    (
        "hasOnsetOfAction",
        re.compile(
            r"\b(?:(?<!sleep )(?<!sleep-)(?<!disease )(?<!symptom )onset(?: of (?:action|effect))?|(?:starts?|"
            r"begins?|start(?:s)? working|takes? effect|"
            r"acts?|works?(?! for\b)|effects? (?:start|begin|appear|are felt|come on))\b(?=.{0,40}\b(?:within|"
            r"after|in|minutes|hours|weeks|days|about|hour|minute|week)))|"
            r"\bbuilds? up (?:over|within|in)\b|\bfull (?:effects?|benefits?) (?:may |can |will )?(?:takes?|"
            r"appears?|comes?|needs?)\b|"
            r"\btakes?(?=[^.;]{1,45}\b(?:hours?|minutes?|days?|weeks?) (?:or (?:so|more|longer) )?(?:to (?:start |"
            r"begin )?"
            r"(?:work|take effect|reach (?:full|maximum|its|peak)|act|kick in)|(?:before|until) (?:it|you|the)))"
        ),
        ("min", "h", "d", "wk"),
        "onset of action",
    ),
    (
        "hasDurationOfAction",
        re.compile(r"\b(?:duration(?: of (?:action|effect))?|lasts?|lasting|effects? last|works? for|wears? off)\b"),
        ("h", "min", "d"),
        "duration of action",
    ),
)
"""Predicate, the words that name the measure, the units of its value, and its name."""
