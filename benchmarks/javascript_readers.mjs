// Reads exports with libraries of JavaScript and prints what they found as JSON.
//
//     node benchmarks/javascript_readers.mjs NODE_MODULES FILE…
//
// NODE_MODULES has the packages n3, jsonld, cytoscape, graphology and graphology-graphml.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "here.js"));
const release = (name) => JSON.parse(fs.readFileSync(path.join(modules, name, "package.json"), "utf8")).version;

const readers = {
  ".trig": ["n3", async (text, N3) => `${new N3.Parser({ format: "TriG" }).parse(text).length} statements`],
  ".ttl": ["n3", async (text, N3) => `${new N3.Parser({ format: "Turtle" }).parse(text).length} statements`],
  ".jsonld": ["jsonld", async (text, jsonld) => `${(await jsonld.toRDF(JSON.parse(text))).length} statements`],
  ".cyjs": ["cytoscape", async (text, cytoscape) => {
    const network = cytoscape({ ...JSON.parse(text), headless: true, styleEnabled: true });
    const denied = network.edges('[standing = "denied"]');
    const arrows = denied.filter((edge) => edge.style("target-arrow-shape") !== "none").length;
    return `${network.edges().length} edges; ${denied.length} denied, ${arrows} of them with an arrow`;
  }],
  ".graphml": ["graphology-graphml", async (text) => {
    const { parse } = require("graphology-graphml/node");
    return `${parse(require("graphology"), text).size} edges`;
  }],
};

const found = {};
for (const file of files) {
  const [name, read] = readers[path.extname(file)];
  const result = await read(fs.readFileSync(file, "utf8"), require(name === "graphology-graphml" ? "graphology" : name));
  found[path.extname(file)] = { tool: name, version: release(name), result };
}
process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit(0)); // jsonld would keep it waiting
