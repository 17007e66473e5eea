"""`socloc preview` from the outside: what it serves, to whom, how it follows saves, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from socloc import workflow
from socloc.errors import SoclocError
from socloc.serve import follow, opened, shown, watch
from socloc.serve.server import MOST_LISTENERS, start
from socloc.workflow import ALL
from tests.cli import campaigns
from tests.cli.running import LIMIT, inside
from tests.cli.serving import Served, ask, save, serving

BROKEN = "socloc: 1\nid: [\n"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The preview of the campaign with everything in it; not to be changed."""
    folder = tmp_path_factory.mktemp("served")
    campaigns.write_full(folder)
    (folder / "secret.txt").write_text("not in the bundle", "utf-8")
    with serving(folder) as served:
        yield served


def test_it_serves_the_files_of_the_bundle(full: Served) -> None:
    names = json.loads(ask(full.port, "/manifest.json").body)["files"]
    listed = {entry["name"] if isinstance(entry, dict) else entry for entry in names}
    assert {"media/lamp.png", "en/x/post/launch.txt", "zh-CN/wechat/article/launch.html"} <= listed
    kinds = {"html": "text/html; charset=utf-8", "png": "image/png", "svg": "image/svg+xml", "json": "application/json"}
    for name in listed:
        answer = ask(full.port, f"/{name}")
        assert (answer.code, len(answer.body)) == (200, int(answer.headers["content-length"])), name
        assert answer.headers["content-type"] == kinds.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert name == "index.html" or "default-src 'none'" in answer.headers["content-security-policy"]
        assert ask(full.port, f"/{name}", method="HEAD").body == b""
    assert ask(full.port, "/en/x/post/launch.txt?now#here").body.startswith(b"We are open. Northlight")
    assert ask(full.port, "/").body == ask(full.port, "/index.html").body


HOSTILE = [
    "/../campaign.yaml",
    "/../../../../../../etc/passwd",
    "/%2e%2e/campaign.yaml",
    "/..%2fcampaign.yaml",
    "/%2e%2e%5ccampaign.yaml",
    "/media/../manifest.json",
    "/./manifest.json",
    "/media",
    "/media/",
    "/en/",
    "/campaign.yaml",
    "/secret.txt",
    "/lamp.png",
    "//etc/passwd",
    "/etc/passwd",
    "/%2fetc%2fpasswd",
    "/manifest.json%00.html",
    "/MANIFEST.JSON",
    "/%ff%fe",
    "/%ed%a0%80",
    "/" + "a" * 60_000,
    "/" + "%2e%2e/" * 8_000,
    "manifest.json",
    "http://example.com/manifest.json",
    "*",
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:40])
def test_nothing_else_is_served(path: str, full: Served) -> None:
    answer = ask(full.port, path)
    assert answer.code in (404, 414)
    assert b"socloc: 1" not in answer.body
    assert b"root:" not in answer.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", "\x00"])
def test_there_is_nothing_to_change(method: str, full: Served) -> None:
    assert ask(full.port, "/", method=method).code in (400, 501)


HOSTS: list[tuple[str, int]] = [
    ("127.0.0.1:{port}", 200),
    ("localhost:{port}", 200),
    ("127.0.0.1", 403),
    ("localhost", 403),
    ("127.0.0.1:1", 403),
    ("evil.example:{port}", 403),
    ("127.0.0.1.evil.example:{port}", 403),
    ("127.0.0.1:{port}.evil.example", 403),
    ("evil@127.0.0.1:{port}", 403),
    ("127.0.0.1:{port}\r\nHost: evil.example", 403),
    ("[::1]:{port}", 403),
    ("0.0.0.0:{port}", 403),
    ("", 403),
]


@pytest.mark.parametrize("host, code", HOSTS)
@pytest.mark.parametrize("path", ["/", "/manifest.json", "/nothing"])
def test_only_this_machines_names_are_answered(path: str, host: str, code: int, full: Served) -> None:
    """A stranger's site can have its name point here; then the browser would let it read."""
    answer = ask(full.port, path, host.format(port=full.port))
    assert answer.code == (404 if path == "/nothing" and code == 200 else code)
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_it_listens_on_loopback_only(full: Served) -> None:
    assert full.address == f"http://127.0.0.1:{full.port}/"
    # All of 127.0.0.0/8 leads to this machine on Linux: what listens everywhere would answer there, too.
    for address in {"127.0.0.2", *_own_addresses()}:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, full.port), LIMIT)


def _own_addresses() -> set[str]:
    """The address that this machine would use to talk to others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))
        except OSError:  # it has no network at all
            return set()
        return {asked.getsockname()[0]} - {"127.0.0.1"}


def test_the_page_says_what_may_run(full: Served) -> None:
    page = ask(full.port, "/").body.decode()
    head = page[: page.index("<title>")]
    assert head.count("'sha256-") == 2, "its own script, and the one that loads it again"
    assert "connect-src 'self'" in head
    assert page.count("<script") == 2
    assert page.count("new EventSource") == 1


class Events:
    """A page that listens."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=LIMIT)
        self.connection.request("GET", "/events")
        self.response = self.connection.getresponse()
        assert self.response.getheader("Content-Type") == "text/event-stream"

    def next(self) -> dict[str, object]:
        """What is said next; waits for it, but not for more than a heartbeat in which nothing happens."""
        while (line := self.response.readline()) != b":\n":
            assert line, "it has ended"
            if line.startswith(b"data: "):
                found = json.loads(line[6:])
                assert isinstance(found, dict)
                return found
        raise AssertionError("nothing was told")

    def close(self) -> None:
        """The page is closed."""
        self.response.close()
        self.connection.close()


def test_a_save_is_told(tmp_path: Path) -> None:
    path = campaigns.write(tmp_path / "campaign")
    with serving(path) as served:
        events = Events(served.port)
        first = events.next()
        assert (first["title"], first["findings"]) == ("", [])
        save(path, campaigns.FINE.replace("open", "closed"))
        second = events.next()
        assert second["mark"] != first["mark"]
        assert b"We are closed." in ask(served.port, "/").body
        assert ask(served.port, "/en/x/post/hello.txt").body == b"We are closed."
        save(path, BROKEN)
        broken = events.next()
        assert broken["mark"] == second["mark"], "the last good page stays"
        assert broken["title"] == "The campaign is broken; this is how it was before"
        assert "campaign.yaml:" in json.dumps(broken["findings"])
        assert b"We are closed." in ask(served.port, "/").body
        path.unlink()
        assert "campaign.yaml" in str(events.next()["title"])
        save(path, campaigns.KINDS["error"])
        third = events.next()
        assert (third["title"], third["mark"] != second["mark"]) == ("1 error to mend", True)
        save(path, campaigns.FINE)
        assert events.next() == first


def test_what_stands_beside_the_campaign_is_followed(tmp_path: Path) -> None:
    folder = campaigns.write(tmp_path / "campaign", campaigns.FULL).parent
    saves: list[tuple[str, bytes, str]] = [
        ("lamp.png", campaigns.picture(), "a picture that was missing"),
        ("lamp.png", campaigns.picture((64, 64)), "another picture"),
        ("templates/x/post.txt.j2", b"own template: {{ text }}\n", "a template"),
        ("locales/zh-TW/locale.yaml", _locale("zh-TW").replace("繁體中文", "正體中文").encode(), "a locale"),
        ("networks/x.yaml", b"nonsense", "a network"),
    ]
    with serving(folder) as served:
        events = Events(served.port)
        before = events.next()
        for name, content, what in saves:
            save(folder / name, content, aside=tmp_path)
            told = events.next()
            assert told["mark"] != before["mark"] or told["findings"] != before["findings"], what
            before = told
        assert "networks/x.yaml:1:1" in json.dumps(before["findings"])


def _locale(tag: str) -> str:
    return (Path(__file__).parents[2] / "locales" / tag / "locale.yaml").read_text("utf-8")


def test_a_campaign_that_was_never_good_is_a_page_with_findings(tmp_path: Path) -> None:
    campaigns.write(tmp_path, BROKEN)
    with serving(tmp_path) as served:
        page = ask(served.port, "/")
        assert (page.code, page.body.count(b"<script")) == (200, 1)
        told = Events(served.port).next()
        assert (told["mark"], told["title"]) == ("", "The campaign is broken; there is nothing to show yet")
        assert told["findings"]
        assert ask(served.port, "/manifest.json").code == 404


def _raising(error: Exception) -> Callable[..., object]:
    def raises(*_: object, **__: object) -> object:
        raise error

    return raises


BUG = "this is a bug in socloc, not in your campaign: RuntimeError: \x1b[31mbroken"
RAISED: list[tuple[Exception, str]] = [
    (RuntimeError("\x1b[31mbroken\nin the middle"), BUG),
    (SoclocError("cannot read it", "Mend it."), "cannot read it"),
    (OSError(5, "Input/output error"), "Input/output error"),
    (RecursionError("deep"), "this is a bug in socloc, not in your campaign: RecursionError: deep"),
]


@pytest.mark.parametrize("error, title", RAISED, ids=lambda value: type(value).__name__)
def test_whatever_is_raised_is_said_over_the_last_page(
    error: Exception, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = campaigns.write(tmp_path)
    board = opened(path, ALL)
    good = board.shown
    monkeypatch.setattr(workflow, "check", _raising(error))
    path.write_text(campaigns.FINE.replace("open", "closed"), "utf-8")
    turns = iter([False, False, True])
    follow(path, ALL, board, lambda _: None, lambda _: next(turns))
    assert (board.shown.title, board.shown.mark, board.shown.files) == (title, good.mark, good.files)
    assert "\x1b" not in board.shown.summary
    monkeypatch.undo()
    assert shown.again(path, ALL, board.shown).title == ""


def test_what_is_saved_while_a_bundle_is_made_is_not_missed(tmp_path: Path) -> None:
    path = campaigns.write(tmp_path)
    board = opened(path, ALL)
    turns = iter([False, False, False, False, True])
    told: list[str] = []

    def say(fresh: shown.Shown) -> None:
        told.append(fresh.mark)

    def wait(_: float) -> bool:
        return next(turns)

    path.write_text(campaigns.FINE.replace("open", "closed"), "utf-8")
    make = shown.again

    def slow(*_: object) -> shown.Shown:
        made = make(path, ALL, board.shown)
        path.write_text(campaigns.FINE.replace("open", f"open {len(told)}"), "utf-8")
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown, "again", slow)
        follow(path, ALL, board, say, wait)
    assert len(set(told)) == 2


def test_a_look_at_the_disk_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = campaigns.write(tmp_path)
    folder = tmp_path / "templates/x"
    folder.mkdir(parents=True)
    (folder / "circle").symlink_to(tmp_path / "templates", target_is_directory=True)
    for number in range(30):
        (folder / f"{number}.j2").write_text("", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/file").write_text("", "utf-8")
    odd = ("", "../x", "\x00", "\ud800", "a" * 5_000, "nothing.png")
    seen = watch.look(path, odd)
    assert len(seen.own) == 32
    assert [name for name, state in seen.media.items() if state is None and name] == sorted(odd)[1:]
    monkeypatch.setattr(watch, "MOST", 10)
    assert len(watch.look(path, odd).own) == 10


def test_pages_that_listen_are_bounded_and_make_room_when_they_leave(tmp_path: Path) -> None:
    board = opened(campaigns.write(tmp_path), ALL)
    server = start(board, 0)
    port = int(server.socket.getsockname()[1])
    try:
        listening = [Events(port) for _ in range(MOST_LISTENERS)]
        assert [len(events.next()) for events in listening] == [5] * MOST_LISTENERS
        assert _status(port, "/events") == 503
        assert ask(port, "/events", method="HEAD").code == 503
        assert ask(port, "/").code == 200
        listening.pop().close()
        while _status(port, "/events") == 503:
            board.show(board.shown)  # what cannot be written shows that nobody reads it any more
    finally:
        board.close()
        server.shutdown()
        server.server_close()
    for events in listening:
        events.close()


def _status(port: int, path: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=LIMIT)) as connection:
        connection.request("GET", path)
        return connection.getresponse().status


def test_control_c_ends_it(tmp_path: Path) -> None:
    campaigns.write(tmp_path)
    with serving(tmp_path) as served:
        events = Events(served.port)
        events.next()
        served.process.send_signal(signal.SIGINT)
        out, err = served.process.communicate(timeout=LIMIT)
        assert (served.process.returncode, out) == (130, b"")
        assert err.decode().splitlines() == [
            "2 variants in 1 campaign: nothing to mend",
            "socloc: interrupted; nothing is half-written",
        ]


def test_every_save_is_summed_up(tmp_path: Path) -> None:
    path = campaigns.write(tmp_path / "campaign")
    with serving(path) as served:
        assert served.process.stderr
        assert served.process.stderr.readline() == b"2 variants in 1 campaign: nothing to mend\n"
        save(path, campaigns.KINDS["error"])
        assert served.process.stderr.readline() == b"2 variants in 1 campaign: 1 error\n"


USAGE: list[list[str]] = [
    ["missing"],
    ["missing.yaml"],
    ["nothing"],
    ["-"],
    ["fine", "--port", "65536"],
    ["fine", "--port", "-1"],
    ["fine", "--seconds", "-1"],
    ["fine", "--network", "vk"],
    ["fine", "--fallback", "de"],
]


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_what_cannot_start(arguments: list[str]) -> None:
    ran = inside("preview", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip()
    assert "Traceback" not in ran.err


@pytest.mark.usefixtures("kinds")
def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = inside("preview", "fine", "--port", str(port))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"socloc: cannot serve on port {port}: Address already in use\n")
    again = inside("preview", "fine", "--port", str(port), "--seconds", "0")
    assert (again.code, again.out) == (0, f"http://127.0.0.1:{port}/\n")


@pytest.mark.usefixtures("kinds")
@pytest.mark.parametrize("name", ["fine", "error", "broken", "empty", "binary"])
def test_findings_do_not_end_it(name: str) -> None:
    ran = inside("preview", name, "--seconds", "0")
    assert ran.code == 0, ran.said
    assert ran.out.startswith("http://127.0.0.1:")


def test_it_opens_the_browser_when_asked(tmp_path: Path) -> None:
    """The browser is a program that says what it was asked to open."""
    campaigns.write(tmp_path)
    os.mkfifo(tmp_path / "said")
    program = tmp_path / "browser.py"
    program.write_text(f"import sys\nopen({str(tmp_path / 'said')!r}, 'w').write(sys.argv[1])\n", "utf-8")
    with serving(tmp_path, "--open", BROWSER=f"{sys.executable} {program} %s") as served:
        assert (tmp_path / "said").read_text("utf-8") == served.address
