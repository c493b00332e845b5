// Shows rows as a table with wrapped cells: sort by a column, choose columns, select a row by mouse or keyboard.
// All texts come as data and are written as text nodes.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".table");
  const state = (root.state ??= { sort: null, down: false, hidden: new Set() });
  state.data = data;
  state.choose = (id) => setTriggerValue("chosen", { id, at: Date.now() });
  const view = root.querySelector(".view");
  view.style.maxHeight = `${data.height}px`;
  view.setAttribute("aria-label", data.label);
  root.querySelector(".columns").onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.currentTarget.open = false;
    event.currentTarget.querySelector("summary").focus();
  };
  draw(root, state);
}

function draw(root, state) {
  const { columns, label } = state.data;
  const shown = columns.map((column, at) => ({ ...column, at })).filter((column) => !state.hidden.has(column.title));
  const focused = root.getRootNode().activeElement;
  const name = root.contains(focused) && focused.dataset.name;
  head(root, state, shown);
  body(root, state, shown);
  choices(root, state, columns);
  const named = (one) => [...root.querySelectorAll("[data-name]")].find((part) => part.dataset.name === one);
  if (name) named(name)?.focus({ preventScroll: true }); // what had the focus was drawn anew
  const picked = globalThis.drugkgPicked; // a page may put the table elsewhere when a row is opened, and when it is closed
  if (picked?.label !== label) return;
  setTimeout(() => {
    if (document.activeElement === document.body) named(`row ${picked.id}`)?.focus({ preventScroll: true });
  }, 300);
}

function head(root, state, shown) {
  const row = document.createElement("tr");
  for (const column of shown) {
    const cell = document.createElement("th");
    cell.scope = "col";
    if (column.width) cell.style.minWidth = `${column.width}px`;
    const button = document.createElement("button");
    button.type = "button";
    const mark = state.sort === column.title ? (state.down ? " ↓" : " ↑") : "";
    button.textContent = column.title + mark;
    button.dataset.name = `head ${column.title}`;
    button.title = column.help ? `${column.help}. Click to sort.` : "Click to sort";
    cell.setAttribute("aria-sort", mark ? (state.down ? "descending" : "ascending") : "none");
    button.addEventListener("click", () => {
      state.down = state.sort === column.title && !state.down;
      state.sort = column.title;
      draw(root, state);
    });
    cell.append(button);
    row.append(cell);
  }
  root.querySelector("thead").replaceChildren(row);
}

function sorted(state) {
  const at = state.data.columns.findIndex((column) => column.title === state.sort);
  if (at < 0) return state.data.rows;
  const rows = state.data.rows.filter((row) => !row.group);
  const text = (row) => row.cells[at]?.text ?? "";
  rows.sort((a, b) => (!text(a)) - !text(b) || text(a).localeCompare(text(b), undefined, { numeric: true }));
  return state.down ? rows.reverse() : rows;
}

function body(root, state, shown) {
  const rows = sorted(state).map((item) => {
    const row = document.createElement("tr");
    if (item.group) {
      row.className = "group";
      const cell = document.createElement("td");
      cell.colSpan = shown.length;
      cell.textContent = item.group;
      row.append(cell);
      return row;
    }
    row.dataset.id = item.id;
    row.dataset.name = `row ${item.id}`;
    for (const [number, column] of shown.entries()) {
      row.append(cellOf(state, column, item.cells[column.at], number === 0));
    }
    if (!state.data.selectable) return row;
    row.classList.add("selectable");
    row.tabIndex = -1; // the Tab key reaches one row, arrow keys the others
    row.setAttribute("aria-selected", String(item.id === state.data.selected));
    row.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection()).length) return;
      pick(root, state, item.id);
    });
    row.addEventListener("keydown", (event) => key(root, state, row, item, event));
    return row;
  });
  root.querySelector("tbody").replaceChildren(...rows);
  const chosen = rows.find((row) => row.dataset.id && row.dataset.id === state.data.selected);
  const reached = chosen ?? rows.find((row) => row.dataset.id);
  if (reached && state.data.selectable) reached.tabIndex = 0;
  const view = root.querySelector(".view");
  if (chosen && state.seen !== state.data.selected) view.scrollTop = Math.max(0, chosen.offsetTop - 60);
  state.seen = state.data.selected;
}

function cellOf(state, column, cell, first) {
  const box = document.createElement("td");
  if (first) box.classList.add("first");
  if (column.kind === "number") box.classList.add("number");
  box.dataset.title = column.title; // shown before the cell where there is no room for columns
  if (!cell) return box;
  if (cell.text === "–") box.classList.add("silent");
  if (cell.tone) box.classList.add(`tone${cell.tone}`);
  if (cell.share) {
    const end = `${Math.round(cell.share * 100)}%`;
    box.style.background = `linear-gradient(to right, rgba(31, 119, 180, 0.22) ${end}, transparent ${end})`;
  }
  if (!cell.href) {
    box.textContent = cell.text;
    return box;
  }
  const link = document.createElement("a");
  link.href = cell.href;
  link.textContent = cell.text;
  if (/^https?:/.test(cell.href)) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  } else {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      navigate(cell.href);
    });
  }
  box.append(link);
  return box;
}

function pick(root, state, id) {
  const again = state.data.selected === id;
  state.data.selected = again ? "" : id;
  for (const row of root.querySelectorAll("tbody tr[data-id]")) {
    row.setAttribute("aria-selected", String(row.dataset.id === state.data.selected));
  }
  globalThis.drugkgPicked = { label: state.data.label, id };
  state.choose(state.data.selected);
}

function key(root, state, row, item, event) {
  if (event.target !== row) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pick(root, state, item.id);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const rows = [...root.querySelectorAll("tbody tr[data-id]")];
    const next = rows[rows.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    [row.tabIndex, next.tabIndex] = [-1, 0];
    next.focus();
  }
}

function choices(root, state, columns) {
  const items = columns.map((column) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.name = `choice ${column.title}`;
    box.checked = !state.hidden.has(column.title);
    box.addEventListener("change", () => {
      if (box.checked) state.hidden.delete(column.title);
      else state.hidden.add(column.title);
      draw(root, state);
    });
    label.append(box, ` ${column.title}`);
    return label;
  });
  root.querySelector(".choice").replaceChildren(...items);
  root.querySelector(".columns").hidden = columns.length < 3;
}
