"""What only the embedded store does: workers that are forked or spawned, killed and replaced."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from queries.errors import QueryRefusedError, QueryTimeoutError, StoreError
from queries.store import processes
from queries.store.embedded import EmbeddedStore
from queries.store.pool import WorkerPool
from queries.store.query_check import check_query
from queries.store.supervision import may_fork
from tests.queries.store.test_contract import ENDLESS

ROWS = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


def children() -> set[int]:
    path = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return {int(pid) for pid in path.read_text(encoding="ascii").split()}


@pytest.fixture(params=["forked", "spawned", "portable"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every way to start a worker."""
    monkeypatch.setattr(processes, "START", request.param)
    return str(request.param)


def is_running(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"


def wait_for_end(process: int) -> None:
    for _ in range(100):
        if not is_running(process):
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")


def test_no_process_is_left_behind(oxigraph_folder: Path, start: str) -> None:
    before = children()
    with EmbeddedStore(oxigraph_folder) as store:
        assert store.ask("ASK {}")
        assert len(children() - before) == 1
        with pytest.raises(QueryTimeoutError):
            store.select(ENDLESS, timeout=0.3)
        for process in children() - before:  # nobody waits for it
            wait_for_end(process)
        assert store.ask("ASK {}")
    assert children() == before


def test_forgotten_store_ends_its_worker(oxigraph_folder: Path, start: str) -> None:
    before = children()
    store = EmbeddedStore(oxigraph_folder)
    assert store.ask("ASK {}")
    del store
    assert children() == before


def test_threaded_host_does_not_fork(oxigraph_folder: Path) -> None:
    release = threading.Event()
    thread = threading.Thread(target=release.wait)
    thread.start()
    try:
        assert not may_fork()
        with EmbeddedStore(oxigraph_folder) as store:
            assert len(store.select(ROWS).rows) > 10
            with pytest.raises(QueryTimeoutError):
                store.select(ENDLESS, timeout=0.5)
            assert store.ask("ASK {}")
    finally:
        release.set()
        thread.join()


def test_many_threads_share_a_store(oxigraph_folder: Path) -> None:
    with EmbeddedStore(oxigraph_folder) as store, ThreadPoolExecutor(8) as pool:
        expected = len(store.select(ROWS).rows)
        answers = pool.map(lambda _: len(store.select(ROWS).rows), range(40))
        assert set(answers) == {expected}


def pool_of(store: EmbeddedStore) -> WorkerPool:
    assert isinstance(store._pool, WorkerPool)
    return store._pool


def test_killed_worker_is_reported_and_replaced(oxigraph_folder: Path, start: str) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        assert store.ask("ASK {}")
        (worker,) = pool_of(store)._idle
        timer = threading.Timer(0.3, os.kill, (worker.pid, signal.SIGKILL))
        timer.start()
        with pytest.raises(StoreError, match="killed from outside"):
            store.select(ENDLESS, timeout=20)
        timer.join()
        assert store.ask("ASK {}")


def test_worker_that_died_idle_is_replaced(oxigraph_folder: Path, start: str) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        assert store.ask("ASK {}")
        worker = pool_of(store)._idle[0]
        os.kill(worker.pid, signal.SIGKILL)
        until = time.monotonic() + 30
        while worker.usable() and time.monotonic() < until:
            time.sleep(0.01)
        assert store.ask("ASK {}")


def test_worker_that_dies_on_the_way_is_reported(
    oxigraph_folder: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        assert store.ask("ASK {}")
        monkeypatch.setattr(pool_of(store)._idle[0], "usable", lambda: True)
        os.kill(pool_of(store)._idle[0].pid, signal.SIGKILL)
        time.sleep(0.1)
        with pytest.raises(StoreError, match="killed from outside"):
            store.ask("ASK {}")
        assert store.ask("ASK {}")


def test_worker_ends_with_its_parent(oxigraph_folder: Path) -> None:
    """Even a parent that is killed in the middle of an endless query leaves nothing that runs on beyond the limit."""
    script = (
        "import sys; from queries.store.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(sys.argv[1]); print(store._pool._idle[0].pid, flush=True)\n"
        "store.select(sys.argv[2], timeout=1)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, oxigraph_folder, ENDLESS], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_for_end(worker)


def test_limits_of_the_store_hold_for_each_call(oxigraph_folder: Path) -> None:
    with EmbeddedStore(oxigraph_folder, timeout=0.5, row_limit=2) as store:
        assert len(store.select(ROWS).rows) == 2
        with pytest.raises(QueryTimeoutError, match=r"0\.5 s"):
            store.select(ENDLESS)


def test_many_rows_come_whole(oxigraph_folder: Path) -> None:
    digits = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 }}"
    query = "SELECT ?a ?b ?c ?d { " + " ".join(digits.format(name) for name in "abcd") + " }"
    with EmbeddedStore(oxigraph_folder) as store:
        answer = store.select(query)
    assert len({tuple(term["value"] for term in row.values()) for row in answer.rows}) == 10_000


def test_no_graph_in_the_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph at .*: run `drugkg build`"):
        EmbeddedStore(tmp_path)


def test_damaged_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense\n", encoding="utf-8")
    with (
        EmbeddedStore(tmp_path) as store,
        pytest.raises(StoreError, match=r"cannot open the graph at .*: run `drugkg build`") as caught,
    ):
        store.ask("ASK {}")
    assert "\n" not in str(caught.value)


def test_federation_is_allowed_only_when_asked_for(oxigraph_folder: Path) -> None:
    query = "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"
    with EmbeddedStore(oxigraph_folder, federate=True) as store:
        assert store.ask(query) is True


def test_a_system_without_fork_alarm_and_fcntl_will_do(oxigraph_folder: Path, tmp_path: Path) -> None:
    """What Windows lacks is taken away before anything of ours is imported."""
    script = """
import os, signal, sys
del os.fork, os.posix_spawn, signal.SIGALRM, signal.setitimer, signal.pthread_sigmask
sys.modules["fcntl"] = sys.modules["resource"] = None
from queries.errors import QueryTimeoutError
from queries.store import processes
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import GraphFolder
processes.START = "portable"
with EmbeddedStore(sys.argv[1]) as store:
    print(store.ask("ASK { GRAPH ?g { ?s ?p ?o } }"))
    try:
        store.select(sys.argv[3], timeout=0.5)
    except QueryTimeoutError as error:
        print(error.seconds)
with GraphFolder(sys.argv[2]).build() as version:
    (version / "store").mkdir()
print(GraphFolder(sys.argv[2]).current() == version)
"""
    command = [
        sys.executable,
        "-W",
        "ignore:only soft",
        "-c",
        script,
        str(oxigraph_folder),
        str(tmp_path / "g"),
        ENDLESS,
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.stdout.split(), run.stderr) == (["True", "0.5", "True"], "")


DEEP = {
    "groups": "ASK " + "{" * 5000 + "}" * 5000,
    "groups in comments": "ASK " + "{ # }\n" * 5000 + "}" * 5000,
    "brackets": "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
    "nots": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "paths": "ASK { ?s " + "(" * 100_000 + "<a:b>" + ")" * 100_000 + " ?o }",
}


@pytest.mark.parametrize("text", DEEP)
def test_deep_nesting_ends_a_worker_and_nothing_else(text: str, oxigraph_folder: Path, start: str) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        with pytest.raises(StoreError, match=r"nested too deeply|not valid SPARQL"):
            store.ask(DEEP[text])
        assert store.ask("ASK {}")


@pytest.mark.parametrize("text", DEEP)
def test_a_check_of_deep_nesting_ends_a_worker_and_nothing_else(text: str) -> None:
    with pytest.raises(StoreError, match=r"nested too deeply|not valid SPARQL"):
        check_query(DEEP[text])
    check_query("ASK {}")


def test_a_text_that_is_too_long_is_refused_unread(oxigraph_folder: Path) -> None:
    text = "ASK {" + " " * 2**20 + "}"
    message = r"the query is longer than the limit of 1 MiB: shorten it"
    with EmbeddedStore(oxigraph_folder) as store, pytest.raises(QueryRefusedError, match=message):
        store.ask(text)
    with pytest.raises(QueryRefusedError, match=message):
        check_query(text)


GREEDY = {
    "a doubled text": "SELECT (STRLEN(?z) AS ?n) { BIND('" + "x" * 1000 + "' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(21))
    + " BIND(?a21 AS ?z) }",
    "an ordered product": "SELECT ?a ?b ?c ?d ?e ?f { "
    + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(40)))} }}" for name in "abcdef")
    + " } ORDER BY ?f ?e ?d ?c ?b ?a",
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot limit the memory of a process")
@pytest.mark.parametrize("text", GREEDY)
def test_memory_has_a_limit(text: str, oxigraph_folder: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setenv("DRUGKG_MEMORY_LIMIT", str(128 * 2**20))
    with EmbeddedStore(oxigraph_folder, timeout=60) as store:
        with pytest.raises(StoreError, match=r"memory limit of 128 MiB: narrow it, or raise .* DRUGKG_MEMORY_LIMIT"):
            store.select(GREEDY[text])
        assert store.ask("ASK {}")


def test_a_long_answer_has_a_limit(oxigraph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedStore(oxigraph_folder) as store:
        monkeypatch.setattr(pool_of(store), "_settings", pool_of(store)._settings._replace(answer=1000))
        store.close()
        with pytest.raises(StoreError, match="the answer is longer than the limit of 0 MiB: narrow the query"):
            store.select(ROWS)
        assert len(store.select(ROWS, row_limit=1).rows) == 1


@pytest.mark.parametrize("limit", [0, 30])
def test_a_worker_ends_at_once_when_its_parent_is_killed(limit: int, oxigraph_folder: Path, start: str) -> None:
    script = (
        "import sys; from queries.store import processes; processes.START = sys.argv[3]\n"
        "from queries.store.embedded import EmbeddedStore\n"
        "store = EmbeddedStore(sys.argv[1]); print(store._pool._idle[0].pid, flush=True)\n"
        f"store.select(sys.argv[2], timeout={limit})"
    )
    command = [sys.executable, "-c", script, str(oxigraph_folder), ENDLESS, start]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        time.sleep(0.5)
        assert is_running(worker)
        parent.kill()
    wait_for_end(worker)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="descriptors are looked up in /proc")
def test_a_worker_inherits_nothing_but_its_pipes(oxigraph_folder: Path, start: str) -> None:
    with socket.socket() as listener, EmbeddedStore(oxigraph_folder) as store:
        listener.bind(("127.0.0.1", 0))
        os.set_inheritable(listener.fileno(), True)
        store.close()
        assert store.ask("ASK {}")
        found = {
            entry.name: str(entry.readlink()) for entry in Path(f"/proc/{pool_of(store)._idle[0].pid}/fd").iterdir()
        }
    assert found["2"] == "/dev/null"
    others = [target for number, target in found.items() if int(number) > 2]
    assert others
    assert all(target.startswith(str(oxigraph_folder)) for target in others), found
