// Several texts side by side, each in an editor of its own with its own undo; the browser keeps them.

const TABS = "drugkg.sparql.tabs";
const MOST_TABS = 10;

// Opens the texts that the browser has kept, with the text of the page in front.
function startTabs(root, state, text) {
  const kept = readTabs();
  const at = kept.indexOf(text);
  state.tabs = (at < 0 ? [...kept.slice(0, MOST_TABS - 1), text] : kept).map((one) => ({ text: one }));
  state.tab = at < 0 ? state.tabs.length - 1 : at;
  const tool = (name) => root.querySelector(`[data-tool=${name}]`);
  tool("add").addEventListener("click", () => addTab(root, state, ""));
  tool("close").addEventListener("click", () => closeTab(root, state));
  root.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    openTab(root, state, (state.tab + step + state.tabs.length) % state.tabs.length);
    root.querySelector("[role=tab][aria-selected=true]").focus();
  });
  openTab(root, state, state.tab, false);
}

function openTab(root, state, at, isAsked = true) {
  state.tab = at;
  const tab = state.tabs[at];
  if (!tab.editor) {
    tab.sheet = document.createElement("div");
    root.querySelector(".text").append(tab.sheet);
    tab.editor = state.create(tab.sheet, tab.text);
  }
  for (const other of state.tabs) if (other.sheet) other.sheet.hidden = other !== tab;
  state.editor = tab.editor;
  drawTabs(root, state);
  if (isAsked) changed(root, state);
}

function addTab(root, state, text) {
  if (state.tabs.length >= MOST_TABS) return say(root, `At most ${MOST_TABS} tabs: close one first.`);
  state.tabs.push({ text });
  openTab(root, state, state.tabs.length - 1);
  state.editor.focus();
}

function closeTab(root, state) {
  const [closed] = state.tabs.splice(state.tab, 1);
  closed.sheet?.remove();
  if (!state.tabs.length) state.tabs.push({ text: "" });
  openTab(root, state, Math.min(state.tab, state.tabs.length - 1));
}

function drawTabs(root, state) {
  const list = root.querySelector("[role=tablist]");
  const buttons = state.tabs.map((tab, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", String(at === state.tab));
    button.tabIndex = at === state.tab ? 0 : -1;
    button.textContent = nameOf(tab, at);
    button.title = "A comment in the first line of the text names its tab";
    button.addEventListener("click", () => openTab(root, state, at));
    return button;
  });
  const focused = list.contains(list.getRootNode().activeElement);
  list.replaceChildren(...buttons);
  if (focused) buttons[state.tab].focus();
  writeTabs(state);
}

function nameOf(tab, at) {
  const comment = /^\s*#\s*(\S.*)/.exec(tab.editor ? tab.editor.text() : tab.text);
  const name = comment ? comment[1].trim() : `Query ${at + 1}`;
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}

// A browser may refuse to keep anything: then the tabs last as long as the page.
function readTabs() {
  try {
    const kept = JSON.parse(localStorage.getItem(TABS) ?? "[]");
    return kept.filter((text) => typeof text === "string" && text.trim());
  } catch {
    return [];
  }
}

function writeTabs(state) {
  try {
    const texts = state.tabs.map((tab) => (tab.editor ? tab.editor.text() : tab.text));
    localStorage.setItem(TABS, JSON.stringify([...new Set(texts.filter((text) => text.trim()))]));
  } catch {
    // full, or not allowed
  }
}
