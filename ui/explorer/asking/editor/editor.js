// The editor on the page: text in and out, mistakes, saved queries, and a history that stays in this browser.
// Texts are data: they enter the page as text only, and are run by the server alone, after its checks.

const HISTORY = "drugkg.sparql.history";
const MOST = 30;
const PAUSE = 600; // milliseconds without a key before the server checks the text

export default function (component) {
  const root = component.parentElement.querySelector(".editor");
  const state = (root.state ??= {});
  state.component = component;
  root.dataset.theme = component.data.theme;
  const show = () => update(root, state);
  if (globalThis.drugkgEditor) show();
  else globalThis.addEventListener("drugkg-editor", show, { once: true });
}

function update(root, state) {
  const { data, parentElement } = state.component;
  if (!state.editor) start(root, state);
  if (state.received !== data.text) {
    state.received = data.text;
    if (data.text !== state.sent) state.editor.replace(data.text);
    state.sent = undefined; // the page has sent back what was run; the reader may have written more since
  }
  if (data.checked === state.editor.text()) mark(root, state, data.mistake);
  parentElement.getRootNode().host?.closest(".st-key-sparql-editor")?.setAttribute("data-ready", "");
}

function start(root, state) {
  const { createEditor, words } = globalThis.drugkgEditor;
  const tool = (name) => root.querySelector(`[data-tool=${name}]`);
  state.received = state.component.data.text;
  state.create = (parent, text) =>
    createEditor(parent, {
      text,
      label: "SPARQL query",
      words: () => words.words,
      onChange: () => changed(root, state),
      onRun: () => run(root, state),
      onLeave: () => tool("run").focus(),
    });
  startTabs(root, state, state.received);
  tool("run").addEventListener("click", () => run(root, state));
  tool("format").addEventListener("click", () => state.editor.format());
  tool("link").addEventListener("click", () => share(root, state));
  fill(tool("queries"), words.queries.map(([name, summary, text]) => [`${name} – ${summary}`, text]));
  for (const name of ["queries", "history"]) {
    tool(name).addEventListener("change", (event) => choose(root, state, event.target));
  }
  fillHistory(root);
  root.dataset.ready = "";
}

function changed(root, state) {
  writeTabs(state);
  mark(root, state, null); // the place of a mistake is no longer known
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    drawTabs(root, state);
    if (root.isConnected) state.component.setStateValue("draft", { text: state.editor.text() });
  }, PAUSE);
}

function mark(root, state, mistake) {
  state.editor.mark(mistake);
  const changed = state.editor.text() !== (state.sent ?? state.received);
  say(root, mistake ? mistake.message : changed ? "Changed since the last run." : "", !mistake);
}

function say(root, text, isPlain = false) {
  const message = root.querySelector(".message");
  message.textContent = text;
  message.classList.toggle("plain", isPlain);
}

function run(root, state) {
  clearTimeout(state.timer);
  const text = state.editor.text();
  if (!text.trim()) return say(root, "Write a query first.");
  say(root, "Running …", true);
  if (text !== state.received) state.sent = text;
  remember(text);
  fillHistory(root);
  drawTabs(root, state);
  state.component.setStateValue("draft", { text });
  state.component.setTriggerValue("run", { text });
}

async function share(root, state) {
  const address = new URL(globalThis.location.href);
  address.search = "";
  address.searchParams.set("mode", "sparql");
  address.searchParams.set("sparql", state.editor.text());
  try {
    await navigator.clipboard.writeText(address.href);
    say(root, "The address is copied. Whoever opens it reads the query and presses Run.", true);
  } catch {
    say(root, `The browser does not allow copying. The address is ${address.href}`, true);
  }
}

function choose(root, state, list) {
  const option = list.selectedOptions[0];
  if (option.dataset.text !== undefined) state.editor.replace(option.dataset.text);
  else if (option.value === "clear") {
    write([]);
    fillHistory(root);
  }
  list.selectedIndex = 0;
}

function fill(list, items) {
  const options = items.map(([label, text]) => {
    const option = document.createElement("option");
    option.textContent = label.length > 90 ? `${label.slice(0, 89)}…` : label;
    option.dataset.text = text;
    return option;
  });
  list.replaceChildren(list.options[0], ...options);
}

function fillHistory(root) {
  const list = root.querySelector("[data-tool=history]");
  const past = read();
  const short = (text) => text.replace(/^\s*PREFIX\s+\S+\s+<[^>]*>/gim, "").replace(/\s+/g, " ").trim();
  fill(list, past.map(({ text, when }) => [`${new Date(when).toLocaleString()} – ${short(text)}`, text]));
  list.disabled = past.length === 0;
  if (past.length) list.append(new Option("Clear the history", "clear"));
}

// A browser may refuse to keep anything: then there is no history, and everything else works.
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(HISTORY) ?? "[]");
    return kept.filter((item) => typeof item.text === "string" && typeof item.when === "number").slice(0, MOST);
  } catch {
    return [];
  }
}

function remember(text) {
  write([{ text, when: Date.now() }, ...read().filter((item) => item.text !== text)].slice(0, MOST));
}

function write(items) {
  try {
    localStorage.setItem(HISTORY, JSON.stringify(items));
  } catch {
    // full, or not allowed
  }
}
