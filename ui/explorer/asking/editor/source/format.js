// Breaks what is written in one line, and indents a query by its brackets. Only spaces and line breaks between tokens
// change; comments, strings and their lines stay as they are.

const PART = /#[^\n]*|<[^<>"{}|^`\\\s]*>|("""|''')(?:\\[^]|(?!\1)[^])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}()[\]]|[;,.]|\n|[^\s]/g;

const WORD = /#[^\n]*\n?|<[^<>"{}|^`\\\s]*>|("""|''')(?:\\[^]|(?!\1)[^])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}()[\]]|\.(?=[\s}]|$)|[;,]|\n|(?:[^\s{}()[\];,.#]|\.(?![\s}]|$))+/g;
const CLAUSE = /^(WHERE|FROM|ORDER|GROUP|HAVING|LIMIT|OFFSET|VALUES|SELECT|CONSTRUCT|ASK|DESCRIBE|PREFIX|OPTIONAL|FILTER|MINUS|BIND|GRAPH|SERVICE)$/i;

const FORM = /^(PREFIX|BASE|SELECT|CONSTRUCT|ASK|DESCRIBE)$/i;

export function formatted(text) {
  return indented(broken(text));
}

// Breaks each line that holds a whole group of several parts: after {, before }, after a full stop and before a clause.
function broken(text) {
  const words = [...text.matchAll(WORD)].map((match) => ({ part: match[0], at: match.index, breaks: false }));
  const open = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]?.part;
    if (!open.length && before && !before.endsWith("\n") && FORM.test(word.part)) word.breaks = true;
    if (word.part === "{") open.push(index);
    if (word.part !== "}") continue;
    const first = open.pop();
    if (first === undefined) continue;
    const inside = words.slice(first + 1, index);
    if (inside.some(({ part }) => part.includes("\n")) || !inside.length) continue;
    const outermost = !open.length && !/^VALUES$/i.test(words[first - 2]?.part ?? "");
    if (!outermost && !inside.some(({ part }) => part === "." || part === "{")) continue;
    breakUp(words, first, index, open.length === 0);
  }
  let made = "";
  let from = 0;
  for (const { at, breaks } of words) {
    if (!breaks) continue;
    made += `${text.slice(from, at).trimEnd()}\n`;
    from = at;
  }
  return made + text.slice(from);
}

function breakUp(words, first, last, outermost) {
  let depth = 0;
  for (let index = first; index <= last; index += 1) {
    const { part } = words[index];
    const ends = part === "}" || part === ")" || part === "]";
    if (ends) depth -= 1;
    const before = words[index - 1]?.part;
    const starts = depth === 1 && (before === "{" || before === "." || (before === "}" && !/^UNION$/i.test(part)));
    if (index > first && (starts || (depth === 0 && part === "}") || (depth === 1 && CLAUSE.test(part) && !/^WHERE$/i.test(part)))) {
      words[index].breaks = true;
    }
    if (part === "{" || part === "(" || part === "[") depth += 1;
  }
  const after = words[last + 1];
  if (outermost && after && CLAUSE.test(after.part)) after.breaks = true;
}

function indented(text) {
  const kept = new Set(); // lines that begin within a string
  const depths = [{ depth: 0, going: false }];
  let depth = 0;
  let going = false; // whether the statement goes on in the next line
  const lines = text.split("\n");
  let line = 0;
  const closing = [];
  let first = true;
  for (const [part] of text.matchAll(PART)) {
    if (part === "\n") {
      line += 1;
      depths[line] = { depth, going };
      first = true;
      continue;
    }
    if (/^[}\])]$/.test(part)) {
      depth = Math.max(0, depth - 1);
      going = false;
      if (first) closing[line] = (closing[line] ?? 0) + 1;
      continue;
    }
    first = false;
    if (part.startsWith("#")) continue;
    if (/^[{[(]$/.test(part)) {
      depth += 1;
      going = false;
    } else if (part === ";" || part === ",") going = true;
    else if (part === ".") going = false;
    for (let inside = part.split("\n").length - 1; inside > 0; inside -= 1) {
      line += 1;
      kept.add(line);
    }
  }
  return lines
    .map((content, number) => {
      if (kept.has(number)) return content;
      const { depth: at, going: on } = depths[number] ?? { depth: 0, going: false };
      const trimmed = content.trim();
      if (!trimmed) return "";
      const level = Math.max(0, at - (closing[number] ?? 0));
      return "  ".repeat(level + (on && !closing[number] ? 1 : 0)) + content.trimStart();
    })
    .join("\n");
}

// The number of spaces before a line, from the text before it.
export function indentOf(before, line) {
  const last = indented(`${before.replace(/\n?[^\S\n]*$/, "")}\n${line.trim() || "x"}`).split("\n").pop();
  return last.length - last.trimStart().length;
}
