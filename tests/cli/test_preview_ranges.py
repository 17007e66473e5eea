"""Parts of files over a real socket: what a browser asks for to play a video from its middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from socloc.serve.board import Board
from socloc.serve.server import start
from socloc.serve.shown import NOTHING
from socloc.serve.watch import Seen
from tests.cli.serving import ask

CLIP = bytes(range(100))
HUGE = "9" * 5_000  # Python refuses to read a number of so many digits


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server with one video and one empty file."""
    board = Board(NOTHING._replace(files={"clip.mp4": CLIP, "empty.webm": b""}), Seen({}, {}))
    server = start(board, 0)
    yield int(server.socket.getsockname()[1])
    board.close()
    server.shutdown()
    server.server_close()


# Range, the answer's code, the first byte, the byte after the last (RFC 9110, 14.1.2, has most of these forms)
PARTS: list[tuple[str, int, int, int]] = [
    ("bytes=0-", 206, 0, 100),
    ("bytes=0-0", 206, 0, 1),
    ("bytes=10-19", 206, 10, 20),
    ("bytes=99-", 206, 99, 100),
    ("bytes=50-1000", 206, 50, 100),
    ("bytes=50-" + HUGE, 206, 50, 100),
    ("bytes=00000000000000000000000000010-19", 206, 10, 20),
    ("bytes=-1", 206, 99, 100),
    ("bytes=-30", 206, 70, 100),
    ("bytes=-1000", 206, 0, 100),
    ("bytes=-" + HUGE, 206, 0, 100),
    ("BYTES=10-19", 206, 10, 20),
    ("bytes= 10-19 ", 206, 10, 20),
    ("bytes=100-", 416, 0, 0),
    ("bytes=100-200", 416, 0, 0),
    (f"bytes={HUGE}-", 416, 0, 0),
    ("bytes=-0", 416, 0, 0),
    # Whoever asks for something else gets the whole file.
    ("bytes=0-1,5-6", 200, 0, 100),
    ("bytes=20-10", 200, 0, 100),
    ("bytes=-", 200, 0, 100),
    ("bytes=", 200, 0, 100),
    ("bytes", 200, 0, 100),
    ("", 200, 0, 100),
    ("bytes=a-b", 200, 0, 100),
    ("bytes=1-2-3", 200, 0, 100),
    ("bytes=+1-2", 200, 0, 100),
    ("bytes=1_0-19", 200, 0, 100),
    ("bytes=\u0661-\u0662", 200, 0, 100),
    ("items=0-1", 200, 0, 100),
    ("bytes=0-1\r\nRange: bytes=2-3", 200, 0, 100),
    ('bytes=0-1\r\nIf-Range: "yesterday"', 200, 0, 100),
    ("bytes=" + "0-1," * 10_000, 200, 0, 100),
    ("bytes=" + " ," * 20_000 + "x", 200, 0, 100),
]


@pytest.mark.parametrize("asked, code, start, end", PARTS, ids=lambda value: str(value)[:40])
def test_a_part_of_a_file(asked: str, code: int, start: int, end: int, port: int) -> None:
    answer = ask(port, "/clip.mp4", more=f"Range: {asked}\r\n")
    ranges = {200: None, 206: f"bytes {start}-{end - 1}/100", 416: "bytes */100"}
    assert (answer.code, answer.body) == (code, CLIP[start:end])
    assert answer.headers.get("content-range") == ranges[code]
    assert answer.headers["content-length"] == str(end - start)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize(
    "path, method, code",
    [
        ("/clip.mp4", "HEAD", 200),  # of HEAD a range means nothing
        ("/empty.webm", "GET", 416),
        ("/nothing.mp4", "GET", 404),
        ("/", "GET", 200),  # the page is never a part of itself
    ],
)
def test_where_a_range_means_nothing(path: str, method: str, code: int, port: int) -> None:
    answer = ask(port, path, method=method, more="Range: bytes=0-1\r\n")
    assert answer.code == code
    assert answer.headers.get("content-range") == ("bytes */0" if code == 416 else None)


def test_only_this_machines_names_get_a_part(port: int) -> None:
    assert ask(port, "/clip.mp4", host="evil.example", more="Range: bytes=0-1\r\n").code == 403
