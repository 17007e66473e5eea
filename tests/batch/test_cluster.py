"""The same work on a cluster: a real scheduler with two workers, some of which are killed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import dask
import fsspec
import pytest
from distributed import Client, LocalCluster, WorkerPlugin, versions

from socloc import __version__
from socloc.batch import cluster, pool
from socloc.batch.found import found
from socloc.batch.task import Task
from socloc.batch.work import Wanted
from socloc.workflow import Choices
from tests.batch.conftest import KEY, SECRET
from tests.batch.killing import AtCampaign, OnceHalfWay
from tests.batch.test_batch import CAMPAIGN, NUMBER, settle, statuses, tree, write
from tests.cli.running import SOCLOC, Ran, environment, inside, start

RENDER = ("render", "clients", "-o", "out", "--force")
pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def scheduler(s3_server: Mapping[str, str]) -> Iterator[str]:
    """The address of a scheduler with two workers, which nannies start again when they die."""
    settings = {"distributed.scheduler.allowed-failures": 1, "distributed.worker.profile.enabled": False}
    with pytest.MonkeyPatch.context() as patch, dask.config.set(settings):
        for name, value in s3_server.items():
            patch.setenv(name, value)
        with LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=50,
        ) as started:
            yield started.scheduler_address


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of clients with campaigns of theirs, in the current one."""
    for number in range(NUMBER):
        write(tmp_path / "clients" / f"client-{number % 2}" / f"{number}.yaml", CAMPAIGN.format(id=f"c{number}"))
    write(tmp_path / "clients/socloc.yaml", "socloc: 1\nchecks: {text-too-long: nonsense}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def render(*options: str) -> Ran:
    """Render all clients."""
    return inside(*RENDER, *options)


@contextmanager
def dying(scheduler: str, plugin: WorkerPlugin) -> Iterator[None]:
    """Workers, also those that are started anew, that die as a plugin has it; then whole ones."""
    with Client(scheduler, set_as_default=False) as client:
        client.register_plugin(plugin, name="dying")
        yield
        client.unregister_worker_plugin("dying")
        client.restart()


def test_a_cluster_makes_what_this_machine_makes(clients: Path, scheduler: str) -> None:
    alone = render()
    made = tree(clients / "out")
    (clients / "out").rename(clients / "before")
    together = render("--scheduler", scheduler)
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)
    assert tree(clients / "out") == made
    assert "clients/socloc.yaml:2:25" in alone.err  # a name that depends on the current folder


def test_a_worker_that_is_killed_half_way(clients: Path, scheduler: str, tmp_path: Path) -> None:
    render()
    made = tree(clients / "out")
    (clients / "out").rename(clients / "before")
    with dying(scheduler, OnceHalfWay(str(tmp_path / "died"))):
        ran = render("--scheduler", scheduler, "--json")
    assert (tmp_path / "died").exists()
    assert statuses(ran) == {"written": NUMBER}
    left = [path for path in (clients / "out").iterdir() if path.name.endswith(".new")]
    assert len(left) == 1  # beside its target, for the next run to sweep
    os.utime(left[0], (0, 0))
    assert statuses(render("--scheduler", scheduler, "--json")) == {"written": NUMBER}
    assert tree(clients / "out") == made


def test_a_campaign_that_kills_all_its_workers(clients: Path, scheduler: str) -> None:
    del clients
    with dying(scheduler, AtCampaign("2.yaml")):
        ran = render("--scheduler", scheduler, "--json")
    assert ran.code == 3
    assert statuses(ran) == {"written": NUMBER - 1, "crashed": 1}
    assert "socloc: the workers that worked on clients/client-0/2.yaml died, all of them" in ran.err


def test_from_address_to_address(clients: Path, scheduler: str, s3_server: Mapping[str, str]) -> None:
    del clients
    there = fsspec.filesystem(
        "s3", client_kwargs={"endpoint_url": s3_server["AWS_ENDPOINT_URL"]}, key=KEY, secret=SECRET
    )
    there.mkdir("cluster")
    there.put("clients", "cluster/clients", recursive=True)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in s3_server.items():
            patch.setenv(name, value)
        ran = inside(
            *("render", "s3://cluster/clients", "-o", "s3://cluster/out", "--zip", "--force", "--json"),
            *("--scheduler", scheduler),
        )
    assert statuses(ran) == {"written": NUMBER}
    render("--zip")
    for path in Path("out").iterdir():
        assert there.cat_file(f"cluster/out/{path.name}") == path.read_bytes()


def test_what_is_unchanged_since_a_run_here_is_left_alone(clients: Path, scheduler: str) -> None:
    settle(clients)
    start(*RENDER, "--json", cwd=clients)
    write(clients / "clients/client-1/3.yaml", CAMPAIGN.format(id="c3").replace("We are", "We're"))
    for _ in range(2):  # what was done on a cluster is done there again
        ran = start(*RENDER, "--json", "--scheduler", scheduler, cwd=clients)
        assert statuses(ran) == {"unchanged": NUMBER - 1, "written": 1}


def test_an_interrupt_takes_back_what_waits_and_leaves_the_cluster(clients: Path, scheduler: str) -> None:
    for number in range(NUMBER, 200):
        write(clients / "clients" / f"{number}.yaml", CAMPAIGN.format(id=f"c{number}"))
    running = subprocess.Popen(
        [*SOCLOC, *RENDER, "--scheduler", scheduler],
        cwd=clients,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode().splitlines()[-1] == "socloc: interrupted; nothing is half-written"
    with Client(scheduler, set_as_default=False) as client:
        assert len(client.scheduler_info()["workers"]) == 2
        assert len(list((clients / "out").iterdir())) < 200


def test_few_are_handed_out_at_once(clients: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    del clients
    monkeypatch.setattr(cluster, "_LEAST", 1)
    monkeypatch.setattr(cluster, "_AHEAD", 1)
    handed = []

    class Tasks(list[Task]):
        def __iter__(self) -> Iterator[Task]:
            for task in super().__iter__():
                handed.append(task)
                yield task

    paths, _ = found([Path("clients")])
    done = []
    crew = pool.Crew(scheduler=scheduler)
    for number, reply in enumerate(pool.replies(Tasks(Task(path) for path in paths), Wanted(Choices()), crew)):
        done.append(reply.done.file)
        assert len(handed) <= number + 1 + 2, "two threads, one campaign each"
    assert done == [str(path) for path in paths]


def test_a_worker_that_does_not_see_the_files(scheduler: str, tmp_path: Path) -> None:
    task, wanted = Task(Path("spring.yaml")), Wanted(Choices())
    with Client(scheduler, set_as_default=False) as client:
        for folder, unseen in ((str(tmp_path / "nowhere"), str(tmp_path / "nowhere")), (str(tmp_path), "spring.yaml")):
            reply = client.submit(cluster._at_worker, __version__, folder, True, task, wanted).result()
            assert re.fullmatch(rf"the worker tcp://\S+ does not see {re.escape(unseen)}", reply.done.problem[0])
            assert "share a file system" in reply.done.problem[1]
        reply = client.submit(cluster._at_worker, "0.0.0", str(tmp_path), True, task, wanted).result()
        assert reply.done.problem[0] == f"a worker has socloc {__version__}, and here is 0.0.0"


def test_another_version_is_refused(clients: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "_version_cached", lambda _: "99")  # here and at the scheduler, which is here, too
    ran = render("--scheduler", scheduler)
    assert ran.code == 2
    assert ran.err.startswith(f"socloc: a worker of the cluster has socloc {__version__}, and here is 99\n")
    assert not (clients / "out").exists()


def test_a_cluster_that_is_not_there(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 0.1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        nobody = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        for address in (nobody, "nonsense", "x://y:1"):
            ran = render("--scheduler", address)
            assert (ran.code, ran.err.splitlines()[0]) == (2, f"socloc: no Dask scheduler answers at {address}")
    assert not (clients / "out").exists()


def test_a_cluster_without_workers(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del clients
    monkeypatch.setattr(cluster, "NO_WORKERS", 0.2)
    monkeypatch.setattr(cluster, "_LOOK", 0.1)
    with LocalCluster(n_workers=0, protocol="tcp://", host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty:
        ran = render("--scheduler", empty.scheduler_address)
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"socloc: the cluster at {empty.scheduler_address} has no workers",
    )


def test_without_dask(clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del clients
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = render("--scheduler", "tcp://127.0.0.1:8786")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        ["socloc: --scheduler needs Dask", '    Install it with `pip install "socloc[dask]"`.'],
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("render", "clients", "--jobs", "2"), "goes without --scheduler"),
        (("check", "clients", "--watch"), "goes without --watch"),
        (("check", "clients", "--fix"), "goes without --fix"),
    ],
    ids=str,
)
def test_what_a_cluster_cannot_do(clients: Path, arguments: tuple[str, ...], said: str) -> None:
    del clients
    ran = inside(*arguments, "--scheduler", "tcp://127.0.0.1:8786")
    assert (ran.code, said in " ".join(ran.err.split())) == (2, True), ran.err
