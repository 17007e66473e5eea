"""The README shows the facts as they are."""

from tests.networks.readme import README, with_table


def test_the_readme_shows_the_networks_of_the_facts() -> None:
    readme = README.read_text("utf-8")
    assert "<!-- networks: begin" in readme
    assert readme == with_table(readme), "run python -m tests.networks.readme"
