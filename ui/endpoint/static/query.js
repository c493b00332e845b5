"use strict";
// The query page. Answers are data: they enter the page as text only, and links lead to http(s) or this endpoint.
(() => {
  const base = document.body.dataset.base;
  const home = "https://w3id.org/drugkg/";
  const kinds = ["entity", "claim", "proposition", "source", "reference", "disagreement", "ontology", "query", "graph"];
  const find = (id) => document.getElementById(id);
  const accept = "application/sparql-results+json, text/turtle;q=0.9";
  const mostRows = 1000;

  const make = (name, text, ...inside) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    element.append(...inside);
    return element;
  };

  const say = (text, isError = false) => {
    find("message").textContent = text;
    find("message").className = isError ? "error" : "";
  };

  const cell = (term) => {
    if (!term) return make("td");
    if (term.type !== "uri" || !/^https?:/.test(term.value)) {
      return make("td", typeof term.value === "string" ? term.value : JSON.stringify(term.value));
    }
    const own = term.value.startsWith(home) && kinds.includes(term.value.slice(home.length).split("/")[0]);
    const link = make("a", own ? term.value.slice(home.length) : term.value);
    link.href = own ? `${base}/${term.value.slice(home.length)}` : term.value;
    link.rel = "noreferrer";
    return make("td", "", link);
  };

  const show = (answer) => {
    if ("boolean" in answer) return make("p", answer.boolean ? "yes" : "no");
    const names = answer.head.vars;
    const rows = answer.results.bindings;
    say(`${rows.length} row${rows.length === 1 ? "" : "s"}${rows.length > mostRows ? `; the first ${mostRows} are shown` : ""}`);
    const head = make("tr", "", ...names.map((name) => make("th", name)));
    const body = rows.slice(0, mostRows).map((row) => make("tr", "", ...names.map((name) => cell(row[name]))));
    const table = make("table", "", make("thead", "", head), make("tbody", "", ...body));
    const wide = make("div", "", table);
    wide.className = "wide";
    return wide;
  };

  const mark = (message) => {
    const place = /line (\d+), column (\d+)/.exec(message);
    if (!place) return;
    const mistake = { line: Number(place[1]), column: Number(place[2]), message };
    if (find("text").hidden) {
      find("text").dispatchEvent(new CustomEvent("mistake", { detail: mistake }));
      return;
    }
    const lines = find("text").value.split("\n");
    const start = lines.slice(0, place[1] - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(place[2]) - 1;
    find("text").focus();
    find("text").setSelectionRange(start, start + 1);
  };

  const run = async () => {
    say("running …");
    find("answer").replaceChildren();
    try {
      const response = await fetch(`${base}/sparql`, {
        method: "POST",
        headers: { Accept: accept },
        body: new URLSearchParams({ query: find("text").value }),
      });
      const text = await response.text();
      if (!response.ok) {
        say(text.trim(), true);
        if (response.status === 400) mark(text);
        return;
      }
      say("");
      const isRows = response.headers.get("Content-Type").startsWith("application/sparql-results+json");
      find("answer").replaceChildren(isRows ? show(JSON.parse(text)) : make("pre", text));
    } catch (error) {
      say(`the endpoint cannot be reached: ${error.message}`, true);
    }
  };

  find("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  find("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  find("saved").addEventListener("change", (event) => {
    const chosen = event.target.selectedOptions[0];
    if (!chosen.dataset.sparql) return;
    find("text").value = chosen.dataset.sparql;
    find("text").dispatchEvent(new Event("replaced"));
  });
  fetch(`${base}/query`, { headers: { Accept: "application/json" } })
    .then((response) => (response.ok ? response.json() : []))
    .then((queries) => {
      for (const query of queries) {
        const option = make("option", `${query.name} – ${query.summary}`);
        option.dataset.sparql = query.sparql;
        find("saved").append(option);
      }
    })
    .catch(() => {});
})();
