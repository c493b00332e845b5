// A small copy of a large picture, with a frame around the part that is seen; a click or a drag in it goes there.

const MAP = 170; // pixels of its longer side, or less where there is little room
const LARGE = 1.3; // how much larger than its frame a picture must be

function drawMap(root, view) {
  const map = root.querySelector(".map");
  const picture = view.firstChild;
  const [width, height] = [picture.width.baseVal.value, picture.height.baseVal.value];
  map.hidden = view.clientWidth < 300 || (width < LARGE * view.clientWidth && height < LARGE * view.clientHeight);
  picture.style.marginBottom = "";
  if (map.hidden) return;
  const scale = scaleOf(view);
  const copy = picture.cloneNode(true);
  copy.removeAttribute("role");
  for (const part of copy.querySelectorAll("*")) {
    for (const name of ["tabindex", "role", "aria-label", "data-id", "class"]) part.removeAttribute(name);
  }
  for (const part of copy.querySelectorAll("title")) part.remove();
  copy.setAttribute("width", Math.round(width * scale));
  copy.setAttribute("height", Math.round(height * scale));
  map.querySelector("svg")?.remove();
  map.prepend(copy);
  map.style.marginTop = `${-map.offsetHeight - 14}px`; // it is in the picture, and in the part of it that the window shows
  picture.style.marginBottom = `${map.offsetHeight + 20}px`; // what the map covers can be scrolled out from under it
  frameMap(root, view);
}

function scaleOf(view) {
  const picture = view.firstChild;
  return Math.min(MAP, view.clientWidth * 0.3) / Math.max(picture.width.baseVal.value, picture.height.baseVal.value);
}

function frameMap(root, view) {
  const map = root.querySelector(".map");
  if (map.hidden || !view.firstChild) return;
  const scale = scaleOf(view);
  Object.assign(map.querySelector(".frame").style, {
    left: `${view.scrollLeft * scale}px`,
    top: `${view.scrollTop * scale}px`,
    width: `${view.clientWidth * scale}px`,
    height: `${view.clientHeight * scale}px`,
  });
}

function listenToMap(root, view) {
  const map = root.querySelector(".map");
  const go = (event) => {
    const box = map.getBoundingClientRect();
    const scale = scaleOf(view);
    view.scrollLeft = (event.clientX - box.left) / scale - view.clientWidth / 2;
    view.scrollTop = (event.clientY - box.top) / scale - view.clientHeight / 2;
  };
  map.addEventListener("pointerdown", (event) => {
    map.setPointerCapture(event.pointerId);
    go(event);
  });
  map.addEventListener("pointermove", (event) => event.buttons && go(event));
  view.addEventListener("scroll", () => frameMap(root, view), { passive: true });
}
