"""Many campaigns: found, divided among processes, left alone where nothing has changed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from socloc.batch import pool, workers
from socloc.batch.found import found
from socloc.batch.ids import Ids
from socloc.batch.task import Task
from socloc.batch.work import Wanted
from socloc.workflow import Choices
from tests.batch.dying import dies
from tests.cli.running import SOCLOC, Ran, environment, start

CAMPAIGN = """\
socloc: 1
id: {id}
source: en
locales: [en, de]
networks: [x, linkedin]
posts:
  - id: hello
    text: {{en: We are open., de: Wir haben geöffnet.}}
"""
NUMBER = 6


@pytest.fixture
def clients(tmp_path: Path) -> Path:
    """A folder of clients with campaigns of theirs."""
    for number in range(NUMBER):
        write(tmp_path / "clients" / f"client-{number % 2}" / f"{number}.yaml", CAMPAIGN.format(id=f"c{number}"))
    settle(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    """Write a file in a folder that need not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def settle(folder: Path) -> None:
    """Let the clock go on: what was written within the tick of a clock is not trusted to be unchanged."""
    mark = folder / "mark"
    newest = max(path.stat().st_ctime_ns for path in folder.rglob("*"))
    while mark.stat().st_ctime_ns < newest + 200_000_000 if mark.exists() else True:
        mark.write_text("x", "utf-8")
    mark.unlink()


def render(folder: Path, *options: str) -> Ran:
    """Render all clients."""
    return start("render", "clients", "-o", "out", *options, cwd=folder, env={"SOCLOC_CACHE": str(folder / "cache")})


def statuses(ran: Ran) -> dict[str, int]:
    """How many campaigns have which status."""
    found: dict[str, int] = json.loads(ran.out)["summary"]["status"]
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("options", [(), ("--zip",)], ids=str)
def test_what_is_unchanged_is_left_alone(clients: Path, options: tuple[str, ...]) -> None:
    assert statuses(render(clients, "--json", *options)) == {"written": NUMBER}
    before = {path: path.stat() for path in (clients / "out").rglob("*")}
    again = render(clients, "--json", *options)
    assert statuses(again) == {"unchanged": NUMBER}
    assert before == {path: path.stat() for path in (clients / "out").rglob("*")}
    assert [one["variants"] for one in json.loads(again.out)["bundles"]] == [4] * NUMBER
    text = render(clients, *options)
    assert text.out.count("(4 variants, unchanged)") == NUMBER
    assert "unchanged          6        24       0         0      0" in text.err


@pytest.mark.parametrize("change", ["campaign", "new campaign", "bundle", "bundle gone", "locale", "configuration"])
def test_only_what_changed_is_done_again(clients: Path, change: str) -> None:
    render(clients)
    bundle = clients / "out" / "c3"
    before = tree(bundle)
    if change == "campaign":
        write(clients / "clients/client-1/3.yaml", CAMPAIGN.format(id="c3").replace("We are", "We're"))
    elif change == "new campaign":
        write(clients / "clients/client-1/33.yaml", CAMPAIGN.format(id="c33"))
    elif change == "bundle":
        (bundle / "en/x/post/hello.txt").write_text("by hand", "utf-8")
    elif change == "bundle gone":
        (clients / "out").rename(clients / "elsewhere")
        (clients / "out").mkdir()
    elif change == "locale":
        write(clients / "clients/client-1/locales/de/words.yaml", "locale: de\n")
    else:
        write(clients / "clients/socloc.yaml", "socloc: 1\nchecks: {text-too-long: note}\n")
    done = statuses(render(clients, "--json"))
    expected = {
        "campaign": 1,
        "new campaign": 1,
        "bundle": 1,
        "bundle gone": NUMBER,
        "locale": 3,
        "configuration": NUMBER,
    }
    assert NUMBER + (change == "new campaign") - done.get("unchanged", 0) == expected[change], done
    if change in ("bundle", "bundle gone"):
        assert tree(bundle) == before
    assert sum(statuses(render(clients, "--json", "--no-cache")).values()) == sum(done.values())


def test_bundles_among_the_campaigns_are_made_again_each_time(clients: Path) -> None:
    arguments = ("render", "clients/client-1/3.yaml", "-o", "clients", "--json")
    for text in ("We are open.", "We are shut.", "We are open."):
        write(clients / "clients/client-1/3.yaml", CAMPAIGN.format(id="c3").replace("We are open.", text))
        settle(clients)
        for _ in range(2):
            assert statuses(start(*arguments, cwd=clients)) == {"written": 1}
        assert (clients / "clients/c3/en/x/post/hello.txt").read_text("utf-8") == text


def test_processes_make_what_one_makes(clients: Path) -> None:
    alone = render(clients)
    made = tree(clients / "out")
    (clients / "out").rename(clients / "before")
    together = render(clients, "--jobs", "2", "--no-cache")
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)
    assert tree(clients / "out") == made


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_that_breaks_does_not_stop_the_others(clients: Path, jobs: str) -> None:
    write(clients / "clients/client-0/2.yaml", "socloc: 1\nposts: {]\n")
    write(clients / "clients/client-0/0.yaml", CAMPAIGN.format(id="c0").replace("We are open.", "open " * 99))
    write(clients / "clients/client-0/4.yaml", CAMPAIGN.format(id="c1"))
    ran = render(clients, "--jobs", jobs, "--json")
    assert ran.code == 2
    assert statuses(ran) == {"written": 3, "held back": 1, "broken": 1, "unreadable": 1}
    assert "client-1/1.yaml has the id of clients/client-0/4.yaml" in ran.err
    assert [path.name for path in sorted((clients / "out").iterdir())] == ["c1", "c3", "c5"]


def running_on_two(clients: Path) -> subprocess.Popen[bytes]:
    """A run on many campaigns that has just told of the first of them, in a session of its own."""
    for number in range(NUMBER, 60):
        write(clients / "clients" / f"{number}.yaml", CAMPAIGN.format(id=f"c{number}"))
    settle(clients)
    running = subprocess.Popen(
        [*SOCLOC, "render", "clients", "-o", "out", "--jobs", "2"],
        cwd=clients,
        env=environment(SOCLOC_CACHE=str(clients / "cache")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None
    running.stdout.readline()
    return running


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_a_run_that_is_killed(clients: Path, how: signal.Signals) -> None:
    running = running_on_two(clients)
    running.send_signal(how)
    try:
        running.communicate(timeout=30)  # its output ends when all that may write to it are gone
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        raise
    assert running.returncode == -how
    again = render(clients, "--json")
    assert (again.code, sum(statuses(again).values())) == (0, 60)


def test_an_interrupt_keeps_what_is_done(clients: Path) -> None:
    running = running_on_two(clients)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does it, to all of them
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode().splitlines()[-1] == "socloc: interrupted; nothing is half-written"
    there = {path.name for path in (clients / "out").iterdir()}
    assert not [name for name in there if name.startswith(".")]
    done = statuses(render(clients, "--json"))
    assert done.get("unchanged", 0) >= len(there) - 2
    assert sum(done.values()) == 60


def test_a_process_that_dies_takes_nothing_with_it(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clients)
    monkeypatch.setattr(workers, "work", dies)
    paths, _ = found([Path("clients")])
    done = [
        reply.done
        for reply in pool.replies(
            [Task(path) for path in paths], Wanted(Choices(), Path("out"), fresh=True), pool.Crew(2)
        )
    ]
    assert [(one.file, one.status) for one in done if one.status != "written"] == [
        ("clients/client-0/2.yaml", "crashed")
    ]
    assert [one.file for one in done] == [str(path) for path in paths]


def test_what_is_meant(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clients)
    write(Path("one/campaign.yaml"), CAMPAIGN.format(id="one"))
    write(Path("one/other.yaml"), CAMPAIGN.format(id="other"))
    write(Path("more/.hidden/a.yaml"), CAMPAIGN.format(id="hidden"))
    write(Path("more/bundle/manifest.json"), "{}")
    write(Path("more/bundle/a.yaml"), CAMPAIGN.format(id="bundled"))
    write(Path("more/socloc.yaml"), "socloc: 1\n")
    write(Path("more/deep/er/b.yml"), CAMPAIGN.format(id="deep"))
    write(Path("odd[1].yaml"), CAMPAIGN.format(id="odd"))
    for argument, meant in {
        "one": ["one/campaign.yaml"],
        "more": ["more/deep/er/b.yml"],
        "clients/*/[0-2].yaml": ["clients/client-0/0.yaml", "clients/client-0/2.yaml", "clients/client-1/1.yaml"],
        "**/b.yml": ["more/deep/er/b.yml"],
        "odd[1].yaml": ["odd[1].yaml"],
        "missing.yaml": ["missing.yaml"],
    }.items():
        assert found([Path(argument)]) == ([Path(path) for path in meant], []), argument
    paths, problems = found([Path("nothing/*.yaml"), Path("one"), Path("cache"), Path("one/campaign.yaml")])
    Path("empty").mkdir()
    assert paths == [Path("one/campaign.yaml"), Path("cache")]
    assert [str(problem) for problem in problems] == ["no file matches nothing/*.yaml"]
    assert [str(problem) for problem in found([Path("empty")])[1]] == ["there is no campaign in empty"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("id: a\n", "a"),
        ("source: id\nid: b\n", "b"),
        ("brand: {id: x}\nlocales: [id]\n'id': \"c\"\n", "c"),
        ("posts: [{id: p}]\n", ""),
        ("id: [a]\n", ""),
        ("id: {a: b\n", ""),
        ("- id: a\n", ""),
        ("", ""),
    ],
)
def test_the_id_of_a_campaign(text: str, name: str, tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", text)
    write(tmp_path / "b.yaml", text)
    ids = Ids()
    assert ids.taken(Task(tmp_path / "a.yaml"), None) is None
    assert (ids.taken(Task(tmp_path / "b.yaml"), None) is not None) is bool(name)
    assert (ids.taken(Task(tmp_path / "c.yaml"), name) is not None) is bool(name)


def test_memory_does_not_grow_with_their_number(clients: Path) -> None:
    """Four times as many campaigns need no more memory."""
    for number in range(300):
        folders = ("few", "many") if number < 75 else ("many",)
        for folder in folders:
            write(clients / folder / f"{number}.yaml", CAMPAIGN.format(id=f"m{number}"))
    few, many = (peak(clients, name) for name in ("few", "many"))
    assert many < few * 1.1


def peak(folder: Path, name: str) -> int:
    """The most memory that a run took, in the system's unit."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", script, *SOCLOC, "render", name, "-o", f"out-{name}", "--zip"]
    ran = subprocess.run(
        command, cwd=folder, env=environment(SOCLOC_CACHE=str(folder / "cache")), capture_output=True, check=True
    )
    return int(ran.stdout)


def test_lines_where_nobody_watches(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from socloc.cli import progress

    times = iter(range(0, 1000, 4))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(times)))
    with progress.showing(20, "Rendering") as show:
        for _ in range(20):
            show(progress.Step())
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(line.startswith("Rendering: ") and " of 20, " in line for line in lines)
    with progress.showing(3, "Rendering") as show:
        show(progress.Step())
    assert capsys.readouterr().err == ""
