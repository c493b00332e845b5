// Moves nodes of a drawn graph with the lines that touch them, in the picture on the page and in a downloaded one.
// A drawing has the box of each node and the points of each line as numbers; the end of a line follows its node.

const NOT_MOVED = [0, 0];
const PATHS = ":scope > .reach, :scope > .body";

function numbers(text) {
  const values = text.split(" ").map(Number);
  return Array.from({ length: values.length / 2 }, (_, at) => [values[2 * at], values[2 * at + 1]]);
}

// Places all nodes of a picture. moved: node → how far it is from where it was drawn.
function placeMoved(picture, moved, down) {
  for (const node of picture.querySelectorAll(".node")) {
    const by = moved.get(node.dataset.id);
    if (by) node.setAttribute("transform", `translate(${by[0]} ${by[1]})`);
    else node.removeAttribute("transform");
  }
  for (const edge of picture.querySelectorAll(".edge")) placeEdge(picture, edge, moved, down);
}

function placeEdge(picture, edge, moved, down) {
  const { source, target } = edge.dataset;
  const [from, to] = [moved.get(source) ?? NOT_MOVED, moved.get(target) ?? NOT_MOVED];
  if (from === NOT_MOVED && to === NOT_MOVED) return putBack(edge);
  const drawn = numbers(edge.dataset.line);
  const last = drawn.length - 1;
  const between = (point, share) => point.map((value, axis) => value + from[axis] * (1 - share) + to[axis] * share);
  const line = drawn.map((point, at) => between(point, at / last));
  const along = down ? 1 : 0;
  const tip = facing(boxOf(picture, target), line[last], line[last - 1], to, along);
  line[0] = facing(boxOf(picture, source), line[0], line[1], from, along);
  line[last] = tip;
  const [stop] = numbers(edge.dataset.stop);
  const back = drawn[last].map((value, axis) => value - stop[axis]);
  const isTurned = Math.sign(tip[along] - line[last - 1][along]) !== Math.sign(drawn[last][along] - drawn[last - 1][along]);
  const end = tip.map((value, axis) => value - (isTurned ? -back[axis] : back[axis]));
  const path = curveOf([...line.slice(0, last), end], along);
  for (const part of edge.querySelectorAll(PATHS)) {
    part.drawn ??= part.getAttribute("d");
    part.setAttribute("d", path);
  }
  const mark = edge.querySelector(":scope > .end");
  if (mark) {
    mark.drawn ??= mark.getAttribute("transform") ?? "";
    const [x, y] = drawn[last];
    const turn = isTurned ? `rotate(180 ${x} ${y})` : "";
    mark.setAttribute("transform", `translate(${tip[0] - x} ${tip[1] - y}) ${turn} ${mark.drawn}`);
  }
  const label = edge.querySelector(":scope > .label");
  if (label) {
    const [centre] = numbers(edge.dataset.label);
    const share = shareOf(drawn, centre);
    const at = between(centre, share);
    label.setAttribute("transform", `translate(${at[0] - centre[0]} ${at[1] - centre[1]})`);
  }
}

// A line that touches no moved node is as it was drawn.
function putBack(edge) {
  for (const part of edge.querySelectorAll(PATHS)) if (part.drawn) part.setAttribute("d", part.drawn);
  const mark = edge.querySelector(":scope > .end");
  if (mark?.drawn !== undefined) mark.setAttribute("transform", mark.drawn);
  edge.querySelector(":scope > .label")?.removeAttribute("transform");
}

function boxOf(picture, id) {
  const node = [...picture.querySelectorAll(".node")].find((one) => one.dataset.id === id);
  return numbers(node.dataset.box)[0];
}

// The end of a line on the side of its node that faces the next point.
function facing(centre, tip, next, by, along) {
  const middle = centre[along] + by[along];
  const isBefore = next[along] < middle;
  const mirrored = [...tip];
  if (tip[along] < middle !== isBefore) mirrored[along] = 2 * middle - tip[along];
  return mirrored;
}

// Where on its line a label is: 0 at the source, 1 at the target.
function shareOf(line, centre) {
  let best = [Infinity, 0.5];
  for (let at = 1; at < line.length; at++) {
    const middle = line[at].map((value, axis) => (value + line[at - 1][axis]) / 2);
    const far = Math.hypot(middle[0] - centre[0], middle[1] - centre[1]);
    if (far < best[0]) best = [far, (at - 0.5) / (line.length - 1)];
  }
  return best[1];
}

function curveOf(points, along) {
  const text = (point) => point.map((value) => value.toFixed(1)).join(" ");
  let path = `M${text(points[0])}`;
  for (let at = 1; at < points.length; at++) {
    const [one, two] = [points[at - 1], points[at]];
    const middle = (one[along] + two[along]) / 2;
    const control = (point) => (along ? [point[0], middle] : [middle, point[1]]);
    path += `C${text(control(one))} ${text(control(two))} ${text(two)}`;
  }
  return path;
}
