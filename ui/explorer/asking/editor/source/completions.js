// What may follow at the caret: variables of the text, and the prefixes, classes, properties, graphs and entities of the graph.

const MOST = 60;
const WORD = /[?$]?[\p{L}\p{N}_:.\-]*$/u;
const SORTS = new Set(["prefix", "class", "property", "graph", "keyword"]);

export function completions(context, words) {
  const before = context.state.doc.lineAt(context.pos);
  const line = before.text.slice(0, context.pos - before.from);
  if (/<[^<>\s]*$/.test(line)) return null;
  const typed = WORD.exec(line)[0];
  const from = context.pos - typed.length;
  if (!context.explicit && typed.length < 2 && !/^[?$]$/.test(typed)) return null;
  const options = /^[?$]/.test(typed)
    ? variables(context.state.doc.toString(), typed)
    : [...names(words, typed.toLowerCase(), wanted(line.slice(0, line.length - typed.length)))];
  return options.length ? { from, options, filter: false } : null;
}

function variables(text, typed) {
  const found = new Set((text.match(/[?$][\p{L}\p{N}_]+/gu) ?? []).filter((name) => name !== typed));
  return [...found].filter((name) => name.toLowerCase().startsWith(typed.toLowerCase())).sort()
    .map((name) => ({ label: name, detail: "variable" }));
}

// The sort of name that is most likely after what stands before it.
function wanted(before) {
  if (/(^|[\s;{])(a|rdf:type)\s+$/.test(before)) return "class";
  if (/\b(GRAPH|FROM|NAMED)\s+$/i.test(before)) return "graph";
  if (/\bPREFIX\s+$/i.test(before)) return "prefix";
  if (/(;|[?$]\w+|\w:[\w-]+)\s+$/.test(before)) return "property";
  return "";
}

function names(words, typed, sort) {
  const ranked = [];
  words.forEach(([name, label, kind, others], order) => {
    const rank = rankOf(name.toLowerCase(), `${label}; ${others}`.toLowerCase(), typed);
    if (rank === null) return;
    const group = SORTS.has(kind) ? kind : "entity";
    ranked.push([group === sort ? 0 : 1, rank, order, name, label, kind, group]);
  });
  ranked.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return ranked.slice(0, MOST).map(([, , , name, label, kind, group]) => option(name, label, kind, group, sort));
}

function option(name, label, kind, group, sort) {
  const apply = group === "prefix" && sort === "prefix" ? `${name} <${label}>` : name;
  return { label: name, apply, detail: group === "keyword" || group === "prefix" || !label ? label || kind : `${label} · ${kind}` };
}

// How well a name fits what was typed: 0 is best, null is not at all.
function rankOf(name, label, typed) {
  if (!typed) return 0;
  if (name.startsWith(typed)) return 0;
  const local = name.slice(name.indexOf(":") + 1);
  if (local.startsWith(typed)) return 1;
  if (label.startsWith(typed)) return 2;
  const parts = typed.includes(":") ? typed.slice(typed.indexOf(":") + 1) : typed;
  const space = typed.includes(":") ? typed.slice(0, typed.indexOf(":") + 1) : "";
  if (!name.startsWith(space) || !parts) return null;
  return parts.split("-").every((part) => name.includes(part) || label.includes(part)) ? 3 : null;
}
