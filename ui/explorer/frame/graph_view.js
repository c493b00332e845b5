// Shows a drawn graph: zoom, pan, moving of nodes, choice of nodes and edges by mouse and keyboard, download.
// The picture comes as SVG text whose labels are text nodes; it is parsed as XML and never written into HTML.

const SMALLEST = 0.25;
const LARGEST = 3;
const LEGIBLE = 0.8; // below this, letters get too small to read: rather scroll
const NARROW = 640; // width of a window below which a picture runs from top to bottom, unless that makes it far wider
const STEP = 20; // pixels that an arrow key moves a node
const SHEET = { width: 900, top: 0.45 }; // the claims of what is chosen cover the rest of a window that is narrower
const HEADER = 60; // pixels that the menu of pages covers

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  const root = parentElement.querySelector(".graph");
  const view = root.querySelector(".view");
  const state = (root.state ??= { zoom: null, moved: new Map(), bases: new Map() });
  if (state.asked !== data.layout) state.turned = data.layout;
  state.asked = data.layout;
  state.data = data;
  state.choose = (element) => {
    state.zoom ??= state.shownZoom; // what is shown stays where it is when a panel takes some of the room
    outline(view, element);
    openMenu(root, view, state, element);
    setTriggerValue("chosen", { role: element.classList.contains("node") ? "node" : "edge", id: element.dataset.id });
  };
  state.act = (action, id) => setTriggerValue("act", { action, id });
  state.keepLayout = (layout) => setStateValue("layout", { layout });
  view.style.maxHeight = `${data.height}px`;
  view.setAttribute("aria-label", data.label);
  if (!root.listening) {
    root.listening = true;
    listen(root, view, state);
  }
  show(root, view, state);
  explain(root.querySelector(".legend"), state);
}

function isDown(view, state) {
  if (state.turned) return state.turned === "down";
  if (!view.clientWidth || innerWidth >= NARROW) return false;
  const [down, right] = ["down", "right"].map((layout) => Number(/ width="([\d.]+)"/.exec(state.data.svg[layout])?.[1]));
  return !(right < 0.6 * down);
}

// Draws the picture that belongs to the layout, if it is not the one that is shown.
function show(root, view, state) {
  const down = isDown(view, state);
  const svg = state.data.svg[down ? "down" : "right"];
  if (state.svg === svg) {
    // A run that changes neither leaves the menu of a node that was just clicked alone.
    if (state.selected !== state.data.selected || state.shown !== state.data.shown) point(root, view, state, false);
    return;
  }
  const isTurned = state.down !== down;
  if (isTurned) [state.zoom, state.shown] = [null, undefined]; // what is chosen comes into sight again
  [state.svg, state.down] = [svg, down];
  draw(root, view, state);
  root.querySelector("[data-tool=turn]").textContent = down ? "Left to right" : "Top-down";
}

function parsed(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

function explain(list, state) {
  const told = JSON.stringify(state.data.legend);
  if (state.told === told) return;
  state.told = told;
  const items = state.data.legend.map(([name, svg]) => {
    const item = document.createElement("li");
    item.append(parsed(svg), name);
    return item;
  });
  list.replaceChildren(...items);
}

function draw(root, view, state) {
  const focused = view.getRootNode().activeElement?.dataset?.id;
  const first = !view.firstChild;
  const picture = parsed(state.svg);
  picture.setAttribute("role", "group");
  view.replaceChildren(picture);
  keepMoved(view, state);
  placeMoved(picture, state.moved, state.down);
  fit(root, view, state, state.zoom);
  if (focused) (find(view, focused) ?? view).focus({ preventScroll: true }); // a hidden node leaves it to the picture
  point(root, view, state, first);
}

// Outlines what is chosen, and brings it into sight where it was not.
function point(root, view, state, first) {
  const chosen = state.data.selected && find(view, state.data.selected);
  if (chosen) outline(view, chosen);
  else for (const other of view.querySelectorAll(".outlined")) other.classList.remove("outlined");
  const shown = state.data.shown && find(view, state.data.shown);
  if (shown && (first || state.data.shown !== state.shown)) {
    centre(view, shown, state);
    clearOfSheet(view, shown, state);
    if (first) keepCentred(view, state);
  }
  else if (first || (!shown && state.shown === undefined)) centre(view, view.querySelector(".node"), state);
  const left = !state.data.selected && state.selected;
  if (left) setTimeout(() => giveBack(view, left, 30), 300);
  [state.shown, state.selected] = [state.data.shown, state.data.selected];
  if (shown && shown.classList.contains("node") && !root.querySelector(".menu").hidden) openMenu(root, view, state, shown);
  else closeMenu(root);
}

// What an address points out comes into sight again while the page above the picture is still being drawn, until the
// reader does something.
function keepCentred(view, state) {
  const waits = [150, 600, 1500].map((wait) =>
    setTimeout(() => {
      const shown = find(view, state.data.shown);
      if (!shown) return;
      centre(view, shown, state);
      clearOfSheet(view, shown, state);
      if (view.getBoundingClientRect().top < innerHeight - 150) shown.scrollIntoView({ block: "nearest" });
    }, wait),
  );
  for (const kind of ["pointerdown", "wheel", "keydown"]) {
    addEventListener(kind, () => waits.forEach(clearTimeout), { once: true, capture: true, passive: true });
  }
}

// A node that was moved stays where it was put, as long as the drawing has it at the same place.
function keepMoved(view, state) {
  const boxes = new Map([...view.querySelectorAll(".node")].map((node) => [node.dataset.id, node.dataset.box]));
  for (const id of state.moved.keys()) if (boxes.get(id) !== state.bases.get(id)) state.moved.delete(id);
  state.bases = boxes;
}

// Shows at once what was chosen, before the server has drawn the picture anew.
function outline(view, element) {
  for (const other of view.querySelectorAll(".outlined")) other.classList.remove("outlined");
  element.classList.add("outlined");
}

function find(view, id) {
  return [...view.querySelectorAll("[data-id]")].find((element) => element.dataset.id === id);
}

// Where the window ends for its reader: where the sheet begins that covers its lower part, or at its end.
function windowBottom(state) {
  return state.data.sheet && innerWidth <= SHEET.width ? innerHeight * SHEET.top : innerHeight;
}

// Where what can be seen of a part ends: at its own end or that of the window, unless hardly any of it is in the window.
function seenBottom(frame, state) {
  const end = windowBottom(state);
  return end - frame.top > 150 ? Math.min(frame.bottom, end) : frame.bottom;
}

// The place of a part; of a line that has no room as a whole, that of its label.
function boxOfPart(element, width, height) {
  const box = element.getBoundingClientRect();
  const label = element.querySelector(":scope > .label");
  return label && (box.width > width || box.height > height) ? label.getBoundingClientRect() : box;
}

function centre(view, element, state) {
  const frame = view.getBoundingClientRect();
  const bottom = seenBottom(frame, state);
  const box = boxOfPart(element, frame.width, bottom - frame.top);
  if (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= bottom) return;
  view.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
  view.scrollTop += box.top + box.height / 2 - (frame.top + bottom) / 2;
}

// Scrolls the page so that what is chosen is above the sheet with its claims.
function clearOfSheet(view, element, state) {
  const end = windowBottom(state);
  if (end === innerHeight) return;
  const box = boxOfPart(element, innerWidth, end - HEADER);
  const page = document.querySelector("[data-testid=stMain]");
  if (page && (box.top < HEADER || box.bottom > end)) page.scrollTop += (box.top + box.bottom - HEADER - end) / 2;
}

function sizeOf(picture) {
  return picture.getAttribute("viewBox").split(" ").slice(2).map(Number);
}

function fit(root, view, state, zoom) {
  const picture = view.firstChild;
  const [width, height] = sizeOf(picture);
  const used = zoom ?? Math.min(1.15, Math.max(LEGIBLE, view.clientWidth / width));
  picture.setAttribute("width", Math.floor(width * used));
  picture.setAttribute("height", Math.floor(height * used));
  state.shownZoom = used;
  drawMap(root, view);
  root.querySelector("[data-tool=reset]").hidden = state.moved.size === 0;
}

function zoomBy(root, view, state, factor) {
  const before = state.shownZoom;
  state.zoom = Math.min(LARGEST, Math.max(SMALLEST, before * factor));
  const middle = [view.scrollLeft + view.clientWidth / 2, view.scrollTop + view.clientHeight / 2];
  closeMenu(root);
  fit(root, view, state, state.zoom);
  const ratio = state.shownZoom / before;
  view.scrollLeft = middle[0] * ratio - view.clientWidth / 2;
  view.scrollTop = middle[1] * ratio - view.clientHeight / 2;
}

function move(root, view, state, node, by) {
  const [x, y] = numbers(node.dataset.box)[0];
  const [width, height] = sizeOf(view.firstChild);
  const inside = (value, most) => Math.min(most - 30, Math.max(10, value));
  const to = [inside(x + by[0], width) - x, inside(y + by[1], height) - y];
  state.moved.set(node.dataset.id, to);
  placeMoved(view.firstChild, state.moved, state.down);
  root.querySelector("[data-tool=reset]").hidden = false;
  closeMenu(root);
}

// What can be done with a node, next to it; the panel of the page offers the same.
function openMenu(root, view, state, element) {
  const menu = root.querySelector(".menu");
  const { actions = [] } = state.data;
  const isText = element.dataset.id.startsWith('"'); // a literal has no page
  menu.hidden = !actions.length || !element.classList.contains("node") || isText;
  if (menu.hidden) return;
  const id = element.dataset.id;
  const buttons = actions.map(({ label, again, active, act, href }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = active?.includes(id) ? again : label;
    button.addEventListener("click", () => {
      leaveMenu(root, view);
      if (href) navigate(href + encodeURIComponent(id));
      else state.act(act, id);
    });
    return button;
  });
  menu.setAttribute("aria-label", `Actions for ${element.querySelector("text")?.textContent ?? id}`);
  const at = [...menu.children].indexOf(menu.getRootNode().activeElement);
  menu.replaceChildren(...buttons);
  menu.beside = id;
  placeMenu(root, view, state);
  buttons[at]?.focus({ preventScroll: true }); // the menu may be drawn anew while it is in use
}

function placeMenu(root, view, state) {
  const menu = root.querySelector(".menu");
  const element = !menu.hidden && find(view, menu.beside);
  if (!element) return;
  const [box, frame] = [element.getBoundingClientRect(), root.querySelector(".stage").getBoundingClientRect()];
  menu.style.left = `${Math.max(4, Math.min(box.left - frame.left, frame.width - menu.offsetWidth - 4))}px`;
  const below = box.bottom - frame.top + 6;
  const fits = below + menu.offsetHeight < seenBottom(frame, state) - frame.top;
  menu.style.top = `${fits ? below : Math.max(4, box.top - frame.top - menu.offsetHeight - 6)}px`;
}

function closeMenu(root) {
  root.querySelector(".menu").hidden = true;
}

// Closes the menu and gives the focus back to its node.
function leaveMenu(root, view) {
  find(view, root.querySelector(".menu").beside)?.focus({ preventScroll: true });
  closeMenu(root);
}

function listen(root, view, state) {
  const target = (event) => event.composedPath().find((element) => element.dataset && element.dataset.id !== undefined);
  let dragged = false;
  view.addEventListener("click", (event) => {
    const element = target(event);
    if (dragged) return;
    if (element) state.choose(element);
    else closeMenu(root);
  });
  view.addEventListener("keydown", (event) => keys(root, view, state, target(event), event));
  root.querySelector(".menu").addEventListener("keydown", (event) => event.key === "Escape" && leaveMenu(root, view));
  view.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(root, view, state, event.deltaY < 0 ? 1.1 : 1 / 1.1);
    },
    { passive: false },
  );
  view.addEventListener("scroll", () => placeMenu(root, view, state), { passive: true });
  let from = null;
  view.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const element = target(event);
    const node = element?.classList.contains("node") ? element : null;
    const [x, y] = state.moved.get(node?.dataset.id) ?? NOT_MOVED;
    from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop, node, moved: [x, y] };
  });
  view.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(x) + Math.abs(y) > 6) dragged = true;
    if (!dragged) return;
    if (from.node) {
      move(root, view, state, from.node, [from.moved[0] + x / state.shownZoom, from.moved[1] + y / state.shownZoom]);
      return;
    }
    view.scrollLeft = from.left - x;
    view.scrollTop = from.top - y;
  });
  const end = () => {
    if (from?.node && dragged) drawMap(root, view);
    from = null;
  };
  view.addEventListener("pointerup", end);
  view.addEventListener("pointerleave", end);
  listenToMap(root, view);
  new ResizeObserver(() => {
    if (!view.firstChild || !view.clientWidth) return;
    show(root, view, state);
    if (state.zoom === null) fit(root, view, state, null);
    else drawMap(root, view);
    const chosen = view.clientWidth < state.width && state.shown && find(view, state.shown);
    if (chosen) centre(view, chosen, state); // a panel has taken some of the room
    state.width = view.clientWidth;
    placeMenu(root, view, state);
  }).observe(view);
  const tools = toolsOf(root, view, state);
  for (const button of root.querySelectorAll("button[data-tool]")) {
    button.addEventListener("click", () => tools[button.dataset.tool]());
  }
}

// Gives the keyboard back to what was chosen once the claims next to it are gone, however long the page takes for that.
function giveBack(view, id, tries) {
  const active = document.activeElement;
  if (active === document.body) find(view, id)?.focus({ preventScroll: true });
  else if (tries > 0 && active?.closest(".st-key-details")) setTimeout(() => giveBack(view, id, tries - 1), 300);
}

const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

function keys(root, view, state, element, event) {
  if (event.key === "Escape") closeMenu(root);
  if (!element) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (state.data.sheet && state.data.selected === element.dataset.id) return enterPanel();
    state.choose(element);
    root.querySelector(".menu:not([hidden]) button")?.focus({ preventScroll: true });
  } else if (event.shiftKey && ARROWS[event.key] && element.classList.contains("node")) {
    event.preventDefault();
    const before = state.moved.get(element.dataset.id) ?? NOT_MOVED;
    move(root, view, state, element, before.map((value, axis) => value + ARROWS[event.key][axis]));
    drawMap(root, view);
  }
}

// Takes the keyboard to the claims of what is chosen: to the button that closes them.
function enterPanel() {
  [...document.querySelectorAll(".st-key-details button")].find((button) => button.offsetWidth)?.focus();
}

function toolsOf(root, view, state) {
  return {
    larger: () => zoomBy(root, view, state, 1.25),
    smaller: () => zoomBy(root, view, state, 0.8),
    fit: () => {
      const [width, height] = sizeOf(view.firstChild);
      closeMenu(root);
      state.zoom = Math.min(1.15, view.clientWidth / width, (state.data.height - 2) / height);
      fit(root, view, state, state.zoom);
    },
    turn: () => {
      state.turned = state.down ? "right" : "down";
      show(root, view, state);
      state.keepLayout(state.turned);
    },
    reset: () => {
      state.moved.clear();
      placeMoved(view.firstChild, state.moved, state.down);
      fit(root, view, state, state.zoom);
    },
    svg: () => save(new Blob([wholeOf(state)], { type: "image/svg+xml" }), `${state.data.name}.svg`),
    png: () => savePicture(state),
  };
}

// The picture with its legend and caption, with nodes where the reader has put them.
function wholeOf(state) {
  const text = state.data.whole[state.down ? "down" : "right"];
  if (!state.moved.size) return text;
  const whole = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  placeMoved(whole, state.moved, state.down);
  return new XMLSerializer().serializeToString(whole);
}

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
}

function savePicture(state) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([wholeOf(state)], { type: "image/svg+xml" }));
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save(blob, `${state.data.name}.png`), "image/png");
  };
  image.src = address;
}
