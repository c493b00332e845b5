"""How hostile queries end at a limit of one second: the table of ``docs/limits.md``.

Run it with a graph folder: ``python -m benchmarks.limits GRAPH``. Each query is sent to an endpoint in a process of its
own, three times; the table has the slowest end and what the endpoint used. Then 200 clients ask at the same time.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.support.endpoints import Client

TRIPLE = "GRAPH ?g{0} {{ ?s{0} ?p{0} ?o{0} }}"
EVERYTHING = " ".join(TRIPLE.format(n) for n in range(4))
ANY = "(rdf:type|!rdf:type)"
CASES = {
    "a product of the whole graph with itself": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}",
    "a path of any steps, `(p|!p)*`": f"SELECT (COUNT(*) AS ?n) {{ ?a {ANY}* ?b . ?b {ANY}* ?c }}",
    "everything in order": f"SELECT * {{ {' '.join(TRIPLE.format(n) for n in range(2))} }} ORDER BY ?o0 ?o1",
    "GROUP_CONCAT of everything": f"SELECT (GROUP_CONCAT(CONCAT(STR(?o0), STR(?o1))) AS ?t) {{ {EVERYTHING} }}",
    "a text that doubles": "SELECT ?y { "
    + "BIND('xxxxxxxx' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
    + " BIND(STRLEN(?x34) AS ?y) }",
    "a regular expression that goes back": "SELECT (COUNT(*) AS ?n) { "
    + f"{EVERYTHING} FILTER(REGEX(CONCAT(STR(?o0), STR(?o1)), '^(([a-z])+.)+[A-Z]([a-z])+$')) }}",
    "20,000 brackets": "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "10 MB of text": "ASK {} #" + "x" * 10_000_000,
    "all statements": "SELECT * { ?s ?p ?o }",
}


def memory(pid: int) -> float:
    """Return the largest memory that a process has used.

    :param pid: the process
    :returns: MiB
    """
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main(graph: str) -> None:
    """Print the tables.

    :param graph: the graph folder
    """
    command = [sys.executable, "-m", "ui.command_line", "serve", "-q", "--port", "0", "--store", graph]
    server = subprocess.Popen(
        [*command, "--timeout", "1", "--workers", "2", "--queue", "300"], stderr=subprocess.PIPE, text=True
    )
    if server.stderr is None:
        raise RuntimeError("no standard error")
    try:
        client = Client(server.stderr.readline().split(" at ")[1].split("/sparql")[0])
        client.ask("ASK {}")
        print("| query | status | message | seconds |\n| --- | --- | --- | --- |")
        for name, query in CASES.items():
            seconds = 0.0
            for _ in range(3):
                begin = time.perf_counter()
                answer = client.send("POST", "/sparql", query, Content_Type="application/sparql-query")
                seconds = max(seconds, time.perf_counter() - begin)
            print(f"| {name} | {answer.status} | {answer.text.strip()[:70]} | {seconds:.2f} |", flush=True)
        begin = time.perf_counter()
        with ThreadPoolExecutor(200) as pool:
            answers = list(pool.map(lambda _: client.ask("SELECT * { ?d a dkgo:Drug }"), range(200)))
        counts = dict(Counter(answer.status for answer in answers))
        print(f"\n200 clients at the same time: {counts} in {time.perf_counter() - begin:.1f} s")
        print(f"memory of the endpoint itself, at most: {memory(server.pid):.0f} MiB")
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


if __name__ == "__main__":
    main(sys.argv[1])
