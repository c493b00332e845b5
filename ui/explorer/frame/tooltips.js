// Explains the words of the glossary where the page uses them: by pointing at one, and all of them in a panel.
// The page itself is not changed: the browser marks the words by ranges, and a tooltip is a layer above them.

const AFTER = 400; // milliseconds without a change of the page before its words are looked for
const MAIN = "[data-testid=stMain]";
const MARKED = ".stMarkdownBadge, [data-testid=stCaptionContainer], .blocks .mark, .blocks .note";

function explainWords() {
  const shared = (globalThis.drugkgWords ??= {});
  shared.pattern = patternOf(Object.keys(globalThis.drugkgTopBar.glossary));
  if (shared.watching) return;
  shared.watching = true;
  const later = () => {
    clearTimeout(shared.timer);
    shared.timer = setTimeout(markWords, AFTER);
  };
  new MutationObserver(later).observe(document.body, { childList: true, subtree: true, characterData: true });
  document.addEventListener("pointermove", (event) => pointAt(shared, event), { passive: true });
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });
  document.addEventListener("keydown", shortcut);
  later();
}

function shortcut(event) {
  if (event.key === "Escape") hideTip();
  const isK = event.key === "k" && (event.ctrlKey || event.metaKey);
  const into = event.composedPath()[0];
  if (!isK && (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(into))) return;
  if (isK && into.closest?.(".cm-editor")) return;
  event.preventDefault();
  const input = globalThis.drugkgTopBar.root.querySelector("input");
  input.focus();
  input.select();
}

function writes(element) {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName ?? "");
}

function patternOf(words) {
  const longest = words.toSorted((one, two) => two.length - one.length);
  const safe = longest.map((word) => word.replace(/[^\p{L}\p{N} ]/gu, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}-])(${safe.join("|")})s?(?![\\p{L}\\p{N}-])`, "giu");
}

function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Marks the words in badges and captions with a dotted line, where the browser can do so without changing the page.
function markWords() {
  if (!CSS.highlights) return;
  const { pattern } = globalThis.drugkgWords;
  const ranges = [];
  for (const element of document.querySelectorAll(`${MAIN} :is(${MARKED})`)) {
    for (const node of textsOf(element)) {
      for (const match of node.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("drugkg-glossary", new Highlight(...ranges));
}

// Looks for a word where the pointer is at the end of a short wait, not where it was at its beginning.
function pointAt(shared, event) {
  if (event.pointerType === "touch") return;
  shared.pointer = [event.clientX, event.clientY];
  if (shared.waiting) return;
  shared.waiting = true;
  setTimeout(() => {
    shared.waiting = false;
    const found = wordAt(shared.pattern, ...shared.pointer);
    if (found) showTip(found.word, found.box);
    else hideTip();
  }, 120);
}

function wordAt(pattern, x, y) {
  const place = document.caretPositionFromPoint?.(x, y);
  const range = place ? null : document.caretRangeFromPoint?.(x, y);
  const [node, at] = place ? [place.offsetNode, place.offset] : [range?.startContainer, range?.startOffset];
  if (node?.nodeType !== Node.TEXT_NODE || !node.parentElement?.closest(MAIN)) return null;
  for (const match of node.data.matchAll(pattern)) {
    if (match.index > at || match.index + match[0].length < at) continue;
    const word = new Range();
    word.setStart(node, match.index);
    word.setEnd(node, match.index + match[0].length);
    const box = word.getBoundingClientRect();
    if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) return { word: match[1], box };
  }
  return null;
}

function showTip(word, box) {
  const shared = globalThis.drugkgWords;
  const meaning = globalThis.drugkgTopBar.glossary[word.toLowerCase()];
  if (!meaning) return;
  if (!shared.tip) {
    shared.tip = document.createElement("div");
    shared.tip.className = "drugkg-tip";
    shared.tip.setAttribute("role", "tooltip");
    document.body.append(shared.tip);
  }
  if (shared.tip.textContent !== meaning) shared.tip.textContent = meaning;
  shared.tip.hidden = false;
  const width = shared.tip.offsetWidth;
  shared.tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  const below = box.bottom + 6;
  const fits = below + shared.tip.offsetHeight < innerHeight;
  shared.tip.style.top = `${fits ? below : box.top - shared.tip.offsetHeight - 6}px`;
}

function hideTip() {
  const { tip } = globalThis.drugkgWords ?? {};
  if (tip) tip.hidden = true;
}

function toggleWords(root) {
  const panel = root.querySelector(".panel");
  if (!panel.hidden) return closeWords(root);
  const said = document.querySelector(MAIN).innerText;
  const { glossary } = globalThis.drugkgTopBar;
  const used = new Set([...said.matchAll(globalThis.drugkgWords.pattern)].map((match) => match[1].toLowerCase()));
  const list = document.createElement("dl");
  for (const word of Object.keys(glossary).filter((name) => used.has(name))) {
    const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = word;
    meaning.textContent = glossary[word];
    list.append(term, meaning);
  }
  const none = document.createElement("p");
  none.textContent = "This page uses no word that needs an explanation.";
  panel.replaceChildren(used.size ? list : none);
  panel.hidden = false;
  panel.tabIndex = 0;
  root.querySelector("[data-tool=words]").setAttribute("aria-expanded", "true");
}

function closeWords(root) {
  const [panel, button] = [root.querySelector(".panel"), root.querySelector("[data-tool=words]")];
  if (panel.contains(panel.getRootNode().activeElement)) button.focus();
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
}
