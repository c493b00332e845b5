"""``drugkg path`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.command_line import main


def run(arguments: list[str], graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["path", *arguments, "--store", str(graph_folder)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_text_reads_as_a_story(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(["Lioresal", "spasticity"], graph_folder, capsys)
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "baclofen → spasticity: lowered by 2 routes (1 document, no work cited)"
    assert "1. baclofen → ↓ spasticity · therapeutic" in lines
    assert "     agonist of → ↑ GABA-B receptor" in lines
    assert "     by definition → ↑ GABA-B receptor activity" in lines
    assert "     increases → ↓ monosynaptic reflex transmission" in lines
    assert "stated outcome: baclofen decreases spasticity" in out
    assert "         limits: anatomical context: spinal cord" in lines
    assert "--joined" in lines[-1]


def test_a_joined_route_comes_last_and_says_so(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(["baclofen", "relapse to drinking"], graph_folder, capsys)
    assert status == 0
    assert out.splitlines()[0] == (
        "baclofen → relapse to drinking: lowered by 5 routes (1 document, no work cited); "
        "joined, said by no document as a whole: raised by 1 route (1 document, no work cited)"
    )
    assert out.splitlines()[1:3] == [
        "1 of 6 routes is joined from separate passages or documents: no document states it as a whole.",
        "4 of the 5 routes to relapse to drinking are variants of one another through “inhibitory control over "
        "amygdala and prefrontal circuits”; alcohol-use-disorder states the step to it with reserve.",
    ]
    last = out[out.index("6. baclofen → ↑ relapse to drinking") :].splitlines()
    assert last[1].startswith(
        "   JOINED from passages of alcohol-use-disorder "
        "(Neurological Pathways; Potential Adverse Reactions), not linked there"
    )
    _, out, _ = run(["baclofen", "relapse to drinking", "-f", "json"], graph_folder, capsys)
    assert [path["joined"] for path in json.loads(out)] == [False] * 5 + ["passages"]


def test_json_has_the_keys_of_the_design(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(["baclofen", "alcohol craving", "-f", "json"], graph_folder, capsys)
    paths = json.loads(out)
    assert status == 0
    assert err == ""
    for path in paths:
        assert {"steps", "net_sign", "unsigned_steps", "outcome"} <= path.keys()
        assert path["outcome"] == "alcohol craving"
        for step in path["steps"]:
            assert {"subject", "predicate", "object", "sign", "modality", "claims"} <= step.keys()
            assert step["subject_id"].startswith("drugkg:")
    unsigned = next(path for path in paths if path["net_sign"] is None)
    assert unsigned["unsigned_steps"] == 1
    assert [step["predicate"] for step in unsigned["steps"]] == ["modulates", "decreases"]


def test_table_has_a_row_for_each_step(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(["baclofen", "sedation", "-f", "table"], graph_folder, capsys)
    lines = out.splitlines()
    assert status == 0
    assert lines[0].split() == [
        "path", "net", "step", "subject", "predicate", "object", "joined", "modality", "relation", "seen_in", "study",
        "limits", "evidence", "claims", "against",
    ]  # fmt: skip
    assert [line.split()[0] for line in lines[2:] if line[0].isdigit()] == ["1"] * 4 + ["2"] * 2


@pytest.mark.parametrize(("form", "first"), [("mermaid", "flowchart LR"), ("dot", "digraph paths {"), ("svg", "<svg ")])
def test_drawings_go_to_a_file(
    form: str, first: str, graph_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "drawing"
    status, out, _ = run(["baclofen", "anxiety", "-f", form, "-o", str(target)], graph_folder, capsys)
    assert (status, out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith(first)


def test_no_route_is_no_error(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    effect = "neurobiological effect of baclofen"
    status, out, _ = run(["baclofen", effect], graph_folder, capsys)
    assert status == 0
    assert out.splitlines() == [
        f"no document states a route from baclofen to {effect} in 8 steps or fewer",
        f"denied: baclofen increases {effect} (encyclopaedia-097)",
    ]
    status, out, err = run(["baclofen", effect, "-f", "json"], graph_folder, capsys)
    assert (status, json.loads(out)) == (0, [])
    assert err.startswith("no document states a route")
    assert run(["baclofen", effect, "-f", "table"], graph_folder, capsys)[:2] == (0, "")


def test_documents_and_certainty_can_be_chosen(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(["baclofen", "sedation", "--source", "psychiatric-use", "-f", "json"], graph_folder, capsys)
    assert [len(path["steps"]) for path in json.loads(out)] == [2]
    _, out, _ = run(["baclofen", "motivation to drink", "--asserted-only", "-f", "json"], graph_folder, capsys)
    assert [path["document_ids"] for path in json.loads(out)] == [["source:addiction-clinic"]]
    assert (
        run(["baclofen", "motivation to drink", "--certainty", "asserted", "-f", "json"], graph_folder, capsys)[1]
        == out
    )


def test_animals_associations_and_nodes_can_be_left_out(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["baclofen", "relapse to drinking", "-f", "json"]
    _, out, _ = run([*ask, "--without", "animals"], graph_folder, capsys)
    own = [path for path in json.loads(out) if not path["joined"]]
    assert {path["animal_only_steps"] for path in own} == {0}
    assert own
    _, out, _ = run([*ask, "--without", "animals", "--without", "associations"], graph_folder, capsys)
    fewer = [path for path in json.loads(out) if not path["joined"]]
    assert {path["association_steps"] for path in fewer} == {0}
    assert fewer != own
    _, out, _ = run(
        [*ask, "--via", "impulsivity", "--avoid", "glutamate release in the amygdala"], graph_folder, capsys
    )
    assert [[step["object"] for step in path["steps"]][2] for path in json.loads(out)] == ["impulsivity"]


def test_mistakes_are_one_line(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(["baclofen", "spasticitty"], graph_folder, capsys)
    assert status == 2
    assert "did you mean" in err
    assert len(err.splitlines()) == 1
    status, _, err = run(["baclofen", "baclofen"], graph_folder, capsys)
    assert (status, "two different nodes" in err) == (2, True)
    status, out, err = run(["baclofen", "sedation", "--max-steps", "0"], graph_folder, capsys)
    assert (status, out, err) == (2, "", "drugkg: --max-steps: '0' is too small: the smallest value is 1\n")
