"""Wording of effects: stopping, too much, causes, reports, and what somebody already has."""

from __future__ import annotations

import re

LISTED = {"adverse_effect": "adverse_effect", "withdrawal": "withdrawal", "overdose": "overdose_toxicity"}

STOPPING = re.compile(
    r"\b(?:withdrawal (?:symptoms?|effects?|syndrome|reactions?|signs?|features?)|discontinuation (?:symptoms?|"
    r"syndrome|effects?|reactions?)|(?:abrupt|sudden|rapid|too rapid) (?:withdrawal|cessation|discontinuation|"
    r"stopping|termination)|"
    r"(?:stop|stopp|discontinu|quit|withdr|interrupt|com)(?:s|ing|ped|ting|ued|uing|awn|aw|awing|e|"
    r"ed)?\b(?: \w+){0,5} (?:suddenly|abruptly|too (?:fast|quickly|soon|rapidly)|off (?:it|too))|(?:suddenly|"
    r"abruptly) (?:stop|stopp|discontinu|withdr)\w*|rebound|(?:after|on|upon|when|following|from|by|during) "
    r"(?:(?:dose reduction|tapering) (?:or|and) )?(?:stopping|"
    r"discontinuation|discontinuing|quitting|coming off|withdrawal|cessation|withdrawing|ceasing|you stop|they stop|"
    r"the last dose|tapering)|(?:after|when|once|if) (?:the (?:drug|medicine|medication)|it|treatment|therapy|use|"
    r"dosing) "
    r"(?:is|was|has been) (?:stopped|discontinued|withdrawn|ceased|interrupted|halted)|(?:com(?:e|es|ing)|came|"
    r"wean\w*|"
    r"taper\w*) off|cold turkey|(?:people|persons|users|patients|those|anyone|some) who (?:\w+ly )?(?:stop|stopped|"
    r"quit|"
    r"discontinued?|withdraw|withdrew|come off|came off)|stopping (?:it|the (?:drug|medicine))|in withdrawal|"
    r"(?:ending|stopping|interrupting|halting) (?:the )?(?:treatment|therapy|use|medicine|drug)|"
    r"(?:stopp?(?:ed|ing)?|end(?:ed|ing)?|halt(?:ed|ing)?|quit(?:ting)?)\b(?: \w+){0,4} (?:all at once|overnight|at "
    r"once|at a stroke)|"
    r"doses? (?:is|are|was|were) missed|(?:tablets?|supplies|supply) runs? out|miss(?:es|ed)? (?:a|one|their|"
    r"the) doses?|"
    r"(?:miss(?:es|ed|ing)?|skip(?:s|ped|ping)?) (?:several|a few|two or more|many|some) (?:doses|days|tablets)|"
    r"(?:after|since) the last (?:tablet|capsule|pill)|at the end of (?:treatment|therapy|the course)|"
    r"withdrawal (?:is|was|can|may|often|typically|usually|from|of|produces?|causes?|brings?|lasts?)|"
    r"discontinuation (?:of|may|can|is|was|after|often|leads|causes|following)|quitting|cessation of)\b"
)

OVERDOSE = re.compile(
    r"\b(?:overdos(?:e|es|age|ing)|too many (?:tablets|capsules|pills|doses|patches)|"
    r"(?:tak(?:e|es|en|ing)|took|swallow(?:s|ed)?|use[sd]?|inject(?:s|"
    r"ed)?) (?:[a-z-]+ ){0,2}more (?:[a-z-]+ ){0,4}?than "
    r"(?:(?:you|they|he|she|one|people) (?:should|were told|are told|need)|prescribed|recommended|directed|advised|"
    r"the (?:prescribed|recommended)|your doctor)|"
    r"(?<!sleeping )(?<!eating )(?<!sweating )(?<!drinking )(?<!is )too much(?! (?:saliva|"
    r"sleep|sweat|water|weight|urine|alcohol|sun))|poisoning|(?:blood |plasma |serum )?(?:levels?|concentrations?) "
    r"(?:becomes?|are|is|gets?|rises?|goe?s?|were|was) (?:too high|toxic)|toxic (?:doses?|levels|amounts)|"
    r"intoxication|"
    r"toxicity (?:presents?|begins|manifests?|causes?|brings?)|toxic effects|(?:chronic|acute) toxicity|"
    r"excessive (?:doses?|amounts|quantit\w+))\b"
)

CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|produc(?:e|es|ed|ing)|induc(?:e|es|"
    r"ed|ing)|provok(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|precipitat(?:e|es|ed|ing)|bring(?:s|ing)? on|set(?:s|"
    r"ting)? off|"
    r"give rise to|gives rise to|contribut(?:e|es|ed|ing) to|(?:may|can|could|might) (?:also )?predispose to|"
    r"activat(?:e|es|ed|ing)(?= (?:mania|hypomania|"
    r"psychosis))|progress(?:es|ed|ing)? to|"
    r"(?:is|are|was|were|been|be) (?:associated|linked) (?:with|to)|associated with|linked (?:to|with)|mak(?:e|es|"
    r"ing) (?:you|people|some people|patients|users|someone|them)(?: feel)?|leav(?:e|es|ing) (?:you|people|"
    r"some people|users)(?: feeling)?|(?:can|may|might|could|also|sometimes|will) (?:make|give) (?:you|people|"
    r"some people|"
    r"patients|users|someone|them|children)(?: feel)?|(?:can|may|might|could|also|sometimes|will) (?:make|give|"
    r"affect)|"
    r"worsen(?:s|"
    r"ed|ing)?|aggravat(?:e|es|ed|ing)|exacerbat(?:e|es|ed|ing)|unmask(?:s|ed)?|increas(?:e|es|ed|"
    r"ing) the (?:risk|chance|likelihood|incidence|frequency|severity) of|rais(?:e|es|ed|ing) the (?:risk|chance|"
    r"likelihood) of|"
    r"risk of|may develop|can develop)\b"
)

_EFFECT_NOUN = (
    r"(?:side[ -]effects?|(?:serious|common|rare|severe|other|milder|frequent|dangerous|rarer|commoner|worst|usual|"
    r"uncommon) ones|(?:common|main|frequent|rare|serious|reported) negatives|"
    r"adverse (?:drug )?(?:effects?|reactions?|events?)|adverse experiences?|"
    r"undesirable effects?|(?:negative|harmful|ill|bad) effects?|unwanted effects?|untoward effects?|"
    r"(?:drug )?reactions?|toxicit(?:y|ies)|complaints?|"
    r"effects? (?:reported|seen|noted|observed)|problems reported|treatment-emergent \w+(?: \w+)?)"
)

_INCLUDE = (
    r"(?:include|includes|included|including|comprise|comprised|consist of|consisted of|are|were|was|is|such as|"
    r"like|may be|can be|may include|can include|could include|might include|have included|range from|:)"
)

ANNOUNCED = re.compile(
    rf"(?P<noun>{_EFFECT_NOUN})(?P<between>(?:[^.;:(]|\([^()]{{0,80}}\)){{0,190}}?)\s*(?P<verb>\b{_INCLUDE}(?=[\s,])|"
    rf":)[\s,]*(?:the following:?|"
    rf"as follows:?|mainly|mostly|usually|typically|generally|headed by|limited to|primarily|predominantly)?\s*"
)

SYMPTOMS = re.compile(
    rf"(?P<noun>\b(?:symptoms?|signs?|effects?|features?|manifestations?|these|they|which|picture|"
    rf"reactions?))(?P<between>[^.;:]{{0,80}}?)\s*(?P<verb>\b{_INCLUDE}(?=\s)|:|"
    r"\((?:e\.?g\.?|such as|including|for example),?(?=\s))\s*(?:the following:?)?\s*"
)

PARTICIPLE = re.compile(
    r"\s*(?:most |more |less |very |also |usually |often |commonly |frequently |\w+ly )*(?:met|seen|reported|noticed|"
    r"noted|"
    r"observed|recorded|described|experienced|encountered|listed|mentioned|associated|linked|attributed|occurring|"
    r"leading|frequent|common|numerous|often|above|over|below|under|you|people|patients|users|doctors|most|that|"
    r"which)\b"
)

CONDITIONAL = re.compile(
    r"\b(?:if you (?:have|had|are|suffer|develop|get|experience|notice|feel)|if (?:a|the|any) (?:patient|person)|"
    r"history of|treat(?:s|ed|ing|ment)?(?: of| for)?|used (?:for|to|in|against)|indicated|relie(?:f|ve\w*)|"
    r"manag\w+|patients with|people with|those with|suffering from|diagnosed with|pre-existing|preexisting|"
    r"existing|underlying|prone to|family|predispos\w+|before|ask|tell your|let your|prescribed)\b"
)

LEFT_BLOCK = re.compile(
    r"(?:\b(?:history of|as if (?:they|you|one) (?:are|were|had)(?: \w+ly)?|edge off|(?:patients|"
    r"people|adults|children|those|men|women|someone|anyone|persons|"
    r"individuals) (?:who have |who are |who had |without |with no |who do not have |with |suffering |"
    r"having )(?:severe |a history of |existing |"
    r"pre-existing |underlying )?|treat(?:s|ed|ing)?|treatment (?:of|for)|relie(?:f of|ves?|ving)|for|against|"
    r"due to|caused by|because of|from(?! \w+ to)|prevent(?:s|ing|ion of)?|reduc(?:e|es|ed|ing|tion in)|lower(?:s|"
    r"ed|ing)?|eas(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ement in)|control(?:s|led|ling)?|manag(?:e|es|ing|"
    r"ement of)|decreas(?:e|es|ed|ing)|"
    r"protect(?:s|ed|ing)? against|if you (?:have|are|had|get|feel|develop)(?: \w+)?|pre-existing|preexisting|"
    r"underlying|existing|worsening of|help(?:s|ed|ing)?(?: with| to)?|avoid(?:s|ing)?|as|than|like|with|when|"
    r"during|after|following|in)\s+(?:the |a |an |your |any |severe |mild |chronic |acute |certain |some |other |"
    r"of |risk of |symptoms of |their |moderate |to |bad |existing |active |intractable ){0,3})$"
)

ALLOWED_LEFT = re.compile(
    r"\b(?:associated with|linked with|ended with|along with|together with|presents? with|complain\w* of|"
    r"reports? of|result\w* in|such as|as well as|increase in|rise in|change in|changes in|suffer from|range from|"
    r"known as|problems with|trouble with|difficulty with|like|dealing with)\s+(?:\w+\s){0,2}$"
)

SKIPPED_KINDS = frozenset(
    {
        "indication",
        "off_label",
        "contraindication",
        "disease",
        "references",
        "furniture",
        "methods",
        "advice",
        "nonclinical",
        "not_used",
        "caution",
        "interaction",
        "regulatory",
        "history",
        "identity",
    }
)

DROPPED = re.compile(r"(?:withdrawal|discontinuation) (?:symptom|effect|reaction|sign)s?")

OPENS_WITH_STOPPING = re.compile(
    r"\W*(?:if|when|after|on|upon|following|once|should|stopping|quitting|abrupt|sudden)\b"
)

FINDING_WORDS = re.compile(
    r"\b(?:pain|ache|loss|swelling|change|changes|problems?|difficulty|trouble|increase|decrease|increased|"
    r"decreased|reduced|reduction|rise|fall|low|high|abnormal\w*|impair\w+|disturb\w+|disorder|failure|damage|"
    r"feeling|feel|dysfunction|syndrome|infection|inflammation|bleeding|irritation|"
    r"discomfort|stiffness|sensitivity|thoughts?|behaviou?r|disease|reaction|attack|redness|burning|dryness|"
    r"spasms?|movements?|vision|breathing|heartbeat|blood pressure|elevat\w+|prolongation|toxicity|delayed|sore|"
    r"ulcers?|sleep|mood|urin\w+|itch\w*|hypo\w+|hyper\w+|\w+itis|\w+algia|\w+aemia|\w+emia|\w+penia|\w+uria|"
    r"\w+rrh\w+|\w+pathy|\w+osis|\w+ness|\w+ity)s?\b",
    re.IGNORECASE,
)

SET_APART = re.compile(
    r"\b(?:low|lower|little|minimal|less|limited|negligible|reduced|smaller|small)(?: \w+)? (?:potential|risk|"
    r"tendency|"
    r"likelihood|chance|propensity|incidence|rate)s? (?:for|of|to) (?:\w+ )?$|"
    r"\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|besides)\b[^,;]*$|"
    r"\b(?:drug|medically|medication|chemically|surgically) $|\binvolved in $|\b(?:further|more) research\b.*$"
)
"""“Apart from the danger of fits, nothing …”, “put into a medically induced sleep”."""

MEDICINES_THAT = re.compile(
    r"\b(?:medications?|medicines|drugs|agents|substances|products)\b (?:that|which) (?:can|may|could|might|also|"
    r"have|has|"
    r"are|cause)\b[^.;,]{0,60}$"
)
"""Effects of other medicines: “medicines that may bring effects such as …”."""
