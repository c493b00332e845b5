// The part of the editor that needs CodeMirror: highlighting, brackets, completion, marks of mistakes, indentation.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentService, StreamLanguage, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import { completions } from "./completions.js";
import { formatted, indentOf } from "./format.js";

const language = StreamLanguage.define({
  ...sparql,
  token(stream, state) {
    const style = sparql.token(stream, state);
    return style === "variable" && /^\d/.test(stream.current()) ? "number" : style;
  },
});

const colours = tagHighlighter([
  { tag: tags.keyword, class: "is-keyword" },
  { tag: tags.standard(tags.variableName), class: "is-function" },
  { tag: tags.local(tags.variableName), class: "is-variable" },
  { tag: tags.atom, class: "is-name" },
  { tag: tags.string, class: "is-text" },
  { tag: [tags.number, tags.meta], class: "is-number" },
  { tag: tags.comment, class: "is-comment" },
]);

const setWrongLine = StateEffect.define();
const wrongLine = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setWrongLine)) return effect.value;
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function insideText(state, position) {
  return /string|comment/i.test(syntaxTree(state).resolveInner(position, -1).name);
}

/**
 * Puts an editor into an element.
 * options: text, label, words (what completion offers), onChange(text), onRun(), onLeave().
 */
export function createEditor(parent, options) {
  const run = () => (options.onRun(), true);
  const leave = (view) => completionStatus(view.state) ? false : (options.onLeave(), true);
  const view = new EditorView({
    parent,
    root: parent.getRootNode(),
    doc: options.text,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run }, { key: "Ctrl-Enter", run }, { key: "Tab", run: acceptCompletion }])),
      lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), closeBrackets(), indentOnInput(),
      indentService.of((context, position) => indentOf(context.state.sliceDoc(0, position), context.textAfterPos(position))),
      language, syntaxHighlighting(colours), lintGutter(), wrongLine, EditorView.lineWrapping,
      autocompletion({
        override: [(context) => insideText(context.state, context.pos) ? null : completions(context, options.words())],
        icons: false, maxRenderedOptions: 60,
      }),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap.filter(({ key }) => key !== "Escape"),
        { key: "Escape", run: leave }]),
      EditorView.contentAttributes.of({ "aria-label": options.label, "aria-multiline": "true", tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) options.onChange(update.state.doc.toString());
      }),
    ],
  });
  const text = () => view.state.doc.toString();
  return {
    text,
    focus: () => view.focus(),
    replace(value) {
      if (value !== text()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    },
    format() {
      this.replace(formatted(text()));
    },
    mark(mistake) {
      const found = mistake && mistake.line ? place(view.state.doc, mistake) : null;
      const marks = found ? Decoration.set([Decoration.line({ class: "is-wrong" }).range(found.line.from)]) : Decoration.none;
      const list = found ? [{ from: found.from, to: found.to, severity: "error", message: mistake.message }] : [];
      const transaction = setDiagnostics(view.state, list);
      view.dispatch({ ...transaction, effects: [transaction.effects ?? [], setWrongLine.of(marks)].flat() });
    },
  };
}

function place(doc, { line, column }) {
  const at = doc.line(Math.min(line, doc.lines));
  const from = Math.min(at.from + [...at.text].slice(0, column - 1).join("").length, at.to);
  const word = /^(\w+|.)/u.exec(at.text.slice(from - at.from));
  return { line: at, from, to: from + (word ? word[0].length : 0) };
}

// Streamlit calls this with the words of the graph; the component with the editor waits for it.
export default function ({ data }) {
  globalThis.drugkgEditor = { createEditor, words: data };
  globalThis.dispatchEvent(new Event("drugkg-editor"));
}
