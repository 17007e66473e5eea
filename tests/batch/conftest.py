"""A server that speaks as S3 does, and what programs have to know of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

import pytest
from moto.server import ThreadedMotoServer

KEY, SECRET = "AKIAMADEUPFORTESTS", "made+up/secret"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Mapping[str, str]]:
    """The environment of a program that uses the server; it listens on this machine only."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    running.stop()
