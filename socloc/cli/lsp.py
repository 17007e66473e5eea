"""socloc lsp: the language server for editors."""

from __future__ import annotations

from typing import Annotated

from socloc.cli.arguments import option
from socloc.cli.options import cache_folder
from socloc.errors import SoclocError


def run(
    _stdio: Annotated[
        bool, option("--stdio", about="Speak through standard input and output, as it does anyway.")
    ] = True,
) -> int:
    """Serve an editor: findings as you type, hover, completion and quick fixes.

    The editor starts it and speaks the Language Server Protocol with it. Campaigns, their PO files, socloc.yaml and
    checks/*.yaml are looked at as they stand in the editor, with the verdict of `socloc check`; other YAML files are
    left alone. Needs the extra: pip install "socloc[lsp]".

    Example: socloc lsp --stdio
    """
    try:
        from socloc.lsp.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise SoclocError("the language server needs pygls", "Install it: `pip install 'socloc[lsp]'`.") from None
    return serve(cache_folder())
