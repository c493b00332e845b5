// The bar at the top: a search box with suggestions, a button that copies the address, the words of the page explained.
// Names and words are data: they enter the page as text nodes only, and addresses come from the server.

const PAUSE = 130; // milliseconds without a key before the server is asked for suggestions

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".bar");
  const state = (root.state ??= { at: -1 });
  state.component = component;
  const input = root.querySelector("input");
  if (!root.listening) {
    root.listening = true;
    listen(root, state);
  }
  if (state.asked !== data.asked && parentElement.getRootNode().activeElement !== input) {
    state.asked = data.asked;
    input.value = data.asked;
  }
  if (input.value.trim() === data.typed) suggest(root, state, data.groups);
  globalThis.drugkgTopBar = { root, glossary: data.glossary };
  explainWords();
  followLinks();
  enterPopovers();
}

function listen(root, state) {
  const input = root.querySelector("input");
  const list = root.querySelector(".list");
  input.addEventListener("input", () => {
    clearTimeout(state.timer);
    const words = input.value.trim();
    if (!words) close(root, state);
    state.timer = setTimeout(() => state.component.setStateValue("typed", { words }), PAUSE);
  });
  input.addEventListener("keydown", (event) => key(root, state, event));
  input.addEventListener("focus", () => {
    const { data } = state.component;
    if (input.value.trim() && input.value.trim() === data.typed) suggest(root, state, data.groups);
  });
  root.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    everything(root, state);
  });
  root.querySelector("form").addEventListener("focusout", (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close(root, state);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  root.querySelector("[data-tool=share]").addEventListener("click", () => share(root));
  root.querySelector("[data-tool=words]").addEventListener("click", () => toggleWords(root));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeWords(root);
  });
}

function key(root, state, event) {
  const options = [...root.querySelectorAll("[role=option]")];
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!options.length) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    activate(root, state, (state.at + step + options.length + (state.at < 0 && step < 0 ? 1 : 0)) % options.length);
  } else if (event.key === "Enter" && options[state.at]) {
    event.preventDefault();
    go(root, state, options[state.at].getAttribute("href"));
  } else if (event.key === "Escape") {
    if (root.querySelector(".list").hidden) event.target.blur();
    close(root, state);
  }
}

function activate(root, state, at) {
  state.at = at;
  const options = [...root.querySelectorAll("[role=option]")];
  for (const [number, option] of options.entries()) option.setAttribute("aria-selected", String(number === at));
  root.querySelector("input").setAttribute("aria-activedescendant", options[at]?.id ?? "");
  options[at]?.scrollIntoView({ block: "nearest" });
}

function suggest(root, state, groups) {
  const input = root.querySelector("input");
  const words = input.value.trim();
  if (!words || input.getRootNode().activeElement !== input) return close(root, state);
  let number = 0;
  const option = (label, note, href) => {
    const link = document.createElement("a");
    link.id = `suggestion-${number++}`;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = href;
    link.append(label);
    if (note) {
      const small = document.createElement("span");
      small.className = "note";
      small.textContent = note;
      link.append(small);
    }
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(root, state, href);
    });
    return link;
  };
  const parts = groups.map(({ title, items }) => {
    const group = document.createElement("div");
    group.className = "group";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", title);
    const head = document.createElement("div");
    head.className = "title";
    head.setAttribute("aria-hidden", "true");
    head.textContent = title;
    group.append(head, ...items.map(({ label, note, href }) => option(label, note, href)));
    return group;
  });
  parts.push(option(`All results for “${words}”, with claims`, "", resultsOf(state, words)));
  root.querySelector(".list").replaceChildren(...parts);
  root.querySelector(".list").hidden = false;
  input.setAttribute("aria-expanded", "true");
  activate(root, state, -1);
}

function close(root, state) {
  state.at = -1;
  root.querySelector(".list").hidden = true;
  const input = root.querySelector("input");
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function resultsOf(state, words) {
  return `${state.component.data.search}?${new URLSearchParams({ words })}`;
}

function everything(root, state) {
  const words = root.querySelector("input").value.trim();
  if (words) go(root, state, resultsOf(state, words));
}

function go(root, state, href) {
  clearTimeout(state.timer);
  close(root, state);
  const input = root.querySelector("input");
  input.blur();
  state.asked = undefined; // the page that comes says what the box shows
  input.value = new URLSearchParams(href.split("?")[1]).get("words") ?? "";
  navigate(href);
}

async function share(root) {
  const address = globalThis.location.href;
  say(root, (await copied(address)) ? "The address of this page is copied." : address);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed, or a page without TLS: the address is shown instead
  }
}

function say(root, text) {
  const said = root.querySelector(".said");
  said.textContent = text;
  clearTimeout(root.silence);
  root.silence = setTimeout(() => (said.textContent = ""), 6000);
}
