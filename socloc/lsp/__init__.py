"""The language server: what `socloc check` says while one types, with hover, completion and quick fixes.

`server` speaks the protocol, `desk` decides what is looked at and when, `look` looks; the other modules are functions
of a text and a place in it. Only `server` and `told` know the protocol's types.
"""
