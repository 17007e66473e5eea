"""socloc preview: the preview in a browser, which follows every save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from socloc.cli.arguments import argument, option
from socloc.cli.options import FINE, Fallback, Locales, Networks, RowId, campaign_file, choices
from socloc.errors import SoclocError


def run(
    campaign: Annotated[Path, argument(metavar="CAMPAIGN", about="Its file or folder.")],
    port: Annotated[int, option(least=0, most=65535, about="The port; 0 lets the system choose one.")] = 0,
    network: Networks = None,
    locale: Locales = None,
    fallback: Fallback = None,
    row: RowId = "",
    open_: Annotated[bool, option("--open", about="Open the page in the browser.")] = False,
    seconds: Annotated[
        float | None, option(least=0, metavar="N", about="End after so many seconds; else Control-C ends it.")
    ] = None,
) -> int:
    """Show a campaign's preview to this machine's browser, and again after every save.

    The page follows the campaign, its media, and the templates, networks and locales beside it. It keeps its place and
    its filters; errors appear over it, and over the last good page where the campaign is broken. Prints the address.

    Example: socloc preview campaign.yaml --seconds 1
    """
    from socloc import serve
    from socloc.serve.server import HOST, start

    path = campaign_file(campaign)
    if str(path) == "-":
        raise SoclocError("a preview follows a file, and standard input is none", "Name a file or a folder.")
    chosen = choices(network, locale, fallback)._replace(row_id=row)
    board = serve.opened(path, chosen)
    server = start(board, port)
    try:
        address = f"http://{HOST}:{server.server_address[1]}/"
        print(address, flush=True)
        print(board.shown.summary, file=sys.stderr, flush=True)
        if open_:
            _open(address)
        serve.follow(path, chosen, board, lambda shown: print(shown.summary, file=sys.stderr), serve.until(seconds))
    finally:
        board.close()
        server.shutdown()
        server.server_close()
    return FINE


def _open(address: str) -> None:
    """Ask the system for its browser, without waiting: some do not return before they are closed."""
    import webbrowser
    from threading import Thread

    Thread(target=webbrowser.open, args=(address,), daemon=True).start()
