// Shows a drawn graph: zoom, pan, choice of nodes and edges by mouse and keyboard, download as SVG and PNG.
// The picture comes as SVG text whose labels are text nodes; it is parsed as XML and never written into HTML.

const SMALLEST = 0.25;
const LARGEST = 3;
const LEGIBLE = 0.8; // below this, letters get too small to read: rather scroll

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".graph");
  const view = root.querySelector(".view");
  const state = (root.state ??= { zoom: null, svg: null });
  state.data = data;
  state.choose = (element) => {
    state.zoom ??= state.shownZoom; // what is shown stays where it is when a panel takes some of the room
    outline(view, element);
    setTriggerValue("chosen", { role: element.classList.contains("node") ? "node" : "edge", id: element.dataset.id });
  };
  view.style.maxHeight = `${data.height}px`;
  view.setAttribute("aria-label", data.label);
  if (!root.listening) {
    root.listening = true;
    listen(root, view, state);
  }
  if (state.svg !== data.svg) {
    state.svg = data.svg;
    draw(view, state);
    explain(root.querySelector(".legend"), data.legend);
  }
}

function parsed(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

function explain(list, samples) {
  const items = samples.map(([name, svg]) => {
    const item = document.createElement("li");
    item.append(parsed(svg), name);
    return item;
  });
  list.replaceChildren(...items);
}

function draw(view, state) {
  const active = view.getRootNode().activeElement;
  const focused = active && active.dataset ? active.dataset.id : undefined;
  const first = !view.firstChild;
  const picture = parsed(state.svg);
  picture.setAttribute("role", "group");
  view.replaceChildren(picture);
  fit(view, state, state.zoom);
  const again = focused && find(view, focused);
  if (again) again.focus({ preventScroll: true });
  const shown = state.data.shown && find(view, state.data.shown);
  if (shown && (first || state.data.shown !== state.shown)) centre(view, shown);
  state.shown = state.data.shown;
}

// Shows at once what was chosen, before the server has drawn the picture anew.
function outline(view, element) {
  for (const other of view.querySelectorAll(".outlined")) other.classList.remove("outlined");
  element.classList.add("outlined");
}

function find(view, id) {
  return [...view.querySelectorAll("[data-id]")].find((element) => element.dataset.id === id);
}

function centre(view, element) {
  const box = element.getBoundingClientRect();
  const frame = view.getBoundingClientRect();
  if (box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom) return;
  view.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
  view.scrollTop += box.top + box.height / 2 - frame.top - frame.height / 2;
}

function fit(view, state, zoom) {
  const picture = view.firstChild;
  const width = Number(picture.getAttribute("viewBox").split(" ")[2]);
  const height = Number(picture.getAttribute("viewBox").split(" ")[3]);
  const used = zoom ?? Math.min(1.15, Math.max(LEGIBLE, view.clientWidth / width));
  picture.setAttribute("width", Math.floor(width * used));
  picture.setAttribute("height", Math.floor(height * used));
  state.shownZoom = used;
}

function zoomBy(view, state, factor) {
  const before = state.shownZoom;
  state.zoom = Math.min(LARGEST, Math.max(SMALLEST, before * factor));
  const middle = [view.scrollLeft + view.clientWidth / 2, view.scrollTop + view.clientHeight / 2];
  fit(view, state, state.zoom);
  const ratio = state.shownZoom / before;
  view.scrollLeft = middle[0] * ratio - view.clientWidth / 2;
  view.scrollTop = middle[1] * ratio - view.clientHeight / 2;
}

function listen(root, view, state) {
  const target = (event) => event.composedPath().find((element) => element.dataset && element.dataset.id !== undefined);
  let dragged = false;
  view.addEventListener("click", (event) => {
    const element = target(event);
    if (element && !dragged) state.choose(element);
  });
  view.addEventListener("keydown", (event) => {
    const element = target(event);
    if (!element || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    state.choose(element);
  });
  view.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(view, state, event.deltaY < 0 ? 1.1 : 1 / 1.1);
    },
    { passive: false },
  );
  let from = null;
  view.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
    }
  });
  view.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(x) + Math.abs(y) > 6) dragged = true;
    view.scrollLeft = from.left - x;
    view.scrollTop = from.top - y;
  });
  view.addEventListener("pointerup", () => (from = null));
  view.addEventListener("pointerleave", () => (from = null));
  new ResizeObserver(() => view.firstChild && state.zoom === null && fit(view, state, null)).observe(view);
  const tools = {
    larger: () => zoomBy(view, state, 1.25),
    smaller: () => zoomBy(view, state, 0.8),
    fit: () => {
      state.zoom = null;
      const width = Number(view.firstChild.getAttribute("viewBox").split(" ")[2]);
      fit(view, state, Math.min(1.15, view.clientWidth / width));
    },
    svg: () => save(new Blob([state.data.whole], { type: "image/svg+xml" }), `${state.data.name}.svg`),
    png: () => savePicture(state),
  };
  for (const button of root.querySelectorAll("button[data-tool]")) {
    button.addEventListener("click", () => tools[button.dataset.tool]());
  }
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
  const address = URL.createObjectURL(new Blob([state.data.whole], { type: "image/svg+xml" }));
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
