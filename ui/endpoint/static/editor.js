// Puts the editor of the explorer in the place of the plain text area, which still holds the text that is sent.
// It is in a shadow root, where its styles are allowed; without it the text area works alone.
import { createEditor } from "./codemirror.js";

const area = document.getElementById("text");
const form = document.getElementById("ask");
const host = document.createElement("div");
host.id = "editor";
const root = host.attachShadow({ mode: "open" });
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("editor.css", import.meta.url).href;
const box = document.createElement("div");
box.className = "editor";
box.dataset.ready = "";
root.append(style, box);
const dark = matchMedia("(prefers-color-scheme: dark)");
const colour = () => (box.dataset.theme = dark.matches ? "dark" : "light");
dark.addEventListener("change", colour);
colour();
area.before(host);
const editor = createEditor(box, {
  text: area.value,
  label: "SPARQL query",
  words: () => [],
  onChange: (text) => {
    area.value = text;
    editor.mark(null);
  },
  onRun: () => form.requestSubmit(),
  onLeave: () => form.querySelector("button").focus(),
});
area.hidden = true;
document.querySelector("label[for=text]").addEventListener("click", () => editor.focus());
area.addEventListener("replaced", () => editor.replace(area.value));
area.addEventListener("mistake", ({ detail }) => editor.mark(detail));
