// Indents a query by its brackets. Only spaces at the start of lines change; lines within a long string stay as they are.

const PART = /#[^\n]*|<[^<>"{}|^`\\\s]*>|("""|''')(?:\\[^]|(?!\1)[^])*\1|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}()[\]]|[;,.]|\n|[^\s]/g;

export function formatted(text) {
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
  const last = formatted(`${before.replace(/\n?[^\S\n]*$/, "")}\n${line.trim() || "x"}`).split("\n").pop();
  return last.length - last.trimStart().length;
}
