"""Ten tasks of a pharmacist and ten of a researcher: what they look for is on the screen after so many clicks."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.browser.conftest import AT_REST, OpenPage


class Task(NamedTuple):
    """A task: where its reader is, what is searched for, what is clicked, and what must then be on the screen."""

    question: str
    start: str
    clicks: tuple[str, ...]
    answer: str
    words: str = ""


def link(name: str) -> str:
    return f'[data-testid="stMain"] a:has-text("{name}")'


def option(name: str) -> str:
    return f'[role=option]:has-text("{name}")'


PHARMACIST = (
    Task("What is it approved for?", "/", (), "marketing authorisation"),
    Task("How is it dosed for spasticity?", "/query?query=dosing", (), "spasticity · oral route"),
    Task("What is Lioresal?", "/sources", (option("baclofen"),), "given for spasticity", "Lioresal"),
    Task("What happens when it is stopped?", "/about", (option("What happens when a drug is stopped, what"),),
         "hallucination", "withdrawal effects"),
    Task("May it be given with opioids?", "/links", (option("opioid"), link("All its claims")),
         "combination of baclofen and opioids", "opioids"),
    Task("Which effects are common?", "/query", (link("Which effects of a drug do several documents call common?"),),
         "drowsiness"),
    Task("Do documents agree on its addictive potential?", "/", (link("Is it addictive? Who says so?"),),
         "Open this claim"),
    Task("Who must not take it?", "/query?query=contraindications", (), "hypersensitivity"),
    Task("What changes with poor kidneys?", "/about", (option("renal or hepatic impairment"),),
         "hepatic impairment, or older", "kidney dose"),
    Task("Where does this statement come from?", "/evidence?claim=encyclopaedia-094", (),
         "has no known abuse potential"),
)  # fmt: skip

RESEARCHER = (
    Task("By which steps might it lower relapse?", "/mechanism", (), "lowered by 5 routes"),
    Task("What was seen in animals only?", "/mechanism", (), "seen in animals only"),
    Task("Do the documents contradict each other on anxiety?", "/entity?entity=drugkg:anxiety",
         (link("baclofen on anxiety"),), "direction"),
    Task("Who says that it causes anxiety?", "/mechanism",
         ('.view [data-id="drugkg:baclofen + drugkg:anxiety"] .end',), "Some people become more anxious on baclofen."),
    Task("What goes on around anxiety?", "/about", (option("anxiety"),), "individual variation", "anxiety"),
    Task("What else acts on impulsivity?", "/mechanism",
         ('.view [data-id="drugkg:impulsivity"] .body', ".menu button:has-text('Expand')"), "Collapse"),
    Task("Which identifier has the GABA-B receptor?", "/sources", (option("GABA-B receptor"),),
         "ComplexPortal:CPX-2955", "gaba-b rec"),
    Task("What has phenibut in common with it?", "/compare?of=baclofen&of=phenibut&only=shared", (),
         "blocks α2δ subunit-containing"),
    Task("Which receptors does it act on?", "/query?query=targets", (), "GHB receptor"),
    Task("How are its receptors called elsewhere?", "/links?entity=drugkg:gaba-b-receptor", (), "MESH:D018080"),
)  # fmt: skip

HEADINGS = {"/": "baclofen", "/entity": "anxiety", "/about": "About drugkg"}
"""What the first heading of a page says, where it is not the name in its address."""


@pytest.mark.parametrize("tasks", [PHARMACIST, RESEARCHER], ids=["pharmacist", "researcher"])
def test_each_task_takes_no_more_clicks_than_listed(visit: OpenPage, tasks: tuple[Task, ...]) -> None:
    for task in tasks:
        do(visit, task)
    assert len(tasks) == 10
    assert max(len(task.clicks) for task in tasks) <= 2


def do(visit: OpenPage, task: Task) -> None:
    """Do a task from where its reader is; the answer must be readable in the end.

    Tasks with a click start on another page than the task before ended on, so that no click meets the page before.
    """
    page = visit(task.start[1:])
    place = task.start.partition("?")[0]
    page.get_by_role("heading", level=1, name=HEADINGS.get(place, place[1:].capitalize())).wait_for()
    if task.words:
        page.locator(".st-key-top_bar input").fill(task.words)
    answer = page.get_by_test_id("stMain").get_by_text(task.answer).filter(visible=True).first
    if task.clicks:
        click_until(page, task.clicks, answer)
    expect(answer, task.question).to_be_visible()


def click_until(page: Page, clicks: tuple[str, ...], answer: Locator) -> None:
    """Click until the answer is there: a picture that is drawn anew in that moment loses a click or its menu."""
    for _ in range(3):
        try:
            for click in clicks:
                page.locator(AT_REST).wait_for()
                page.locator(click).first.click(timeout=10_000)
            answer.wait_for(timeout=10_000)
        except TimeoutError:
            continue
        return
