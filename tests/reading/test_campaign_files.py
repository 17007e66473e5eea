"""How a campaign's file is known among the YAML files of a folder."""

from __future__ import annotations

import pytest

from socloc.campaign_files import has_posts


@pytest.mark.parametrize(
    "text, is_one",
    [
        ("socloc: 1\nposts: []\n", True),
        ("\ufeffposts : []\n", True),
        ("'posts': []\n", True),
        ('id: a\r\n"posts": []\n', True),
        ("socloc: 1\nrules:\n  posts: {words: [a]}\n", False),
        ("# posts: none\nsocloc: 1\nname: Acme\n", False),
        ("posts_of_old: []\n", False),
        (" \n" * 100_000, False),
    ],
    ids=range(8),
)
def test_a_campaign_has_posts(text: str, is_one: bool) -> None:
    assert has_posts(text.encode()) is is_one
