"""The README's table of networks, made from the facts: `python -m tests.networks.readme` writes it anew."""

import re
from pathlib import Path

from socloc import networks
from socloc.networks import Format, Limit

README = Path(__file__).parents[2] / "README.md"
_TABLE = re.compile(r"(<!-- networks: begin[^\n]*-->\n).*?(<!-- networks: end -->)", re.DOTALL)


def with_table(readme: str) -> str:
    """The README with the table as the facts would have it today."""
    return _TABLE.sub(lambda match: match.group(1) + _table() + match.group(2), readme)


def _table() -> str:
    lines = ["| network | region | formats and their limits |", "|---|---|---|"]
    for network_id in networks.ids():
        network, problems = networks.load(network_id)
        if network is None:
            raise ValueError(problems)
        name = f"{network.name} {network.native_name}".strip()
        formats = "<br>".join(_format(form) for form in network.formats)
        lines.append(f"| {name} | {network.region} | {formats} |")
    return "\n".join(lines) + "\n"


def _format(form: Format) -> str:
    fields = ", ".join(f"{field.id} {_limit(field.limits[0])}" for field in form.fields)
    return f"`{form}` {fields}"


def _limit(limit: Limit) -> str:
    if limit.value is None:
        return "?"
    return f"{limit.value:,}" + ("*" if limit.basis.standing == "reported" else "")


if __name__ == "__main__":
    README.write_text(with_table(README.read_text("utf-8")), "utf-8")
