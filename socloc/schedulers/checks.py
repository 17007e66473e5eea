"""What is said of posts that go to a tool: the checks, each with its manual page."""

from __future__ import annotations

from typing import Final

from socloc.findings import Check

SCHEDULER_FILE = Check(
    "scheduler-file",
    "error",
    """The file that describes a tool contradicts itself.

    Its id is not its file name, it counts in a way that does not exist, a table has no columns, or a JSON file names
    something that no post has. Whoever exports with it would get files that the tool refuses, or none.

    `socloc export --list` names the built-in ones, of which any can be a beginning. A file in `schedulers/` beside the
    campaign comes before the built-in one of the same name. Correct what the finding names.
    """,
)
SCHEDULER_ROW_REFUSED = Check(
    "scheduler-row-refused",
    "error",
    """A tool would refuse a post as it stands in its file, or would publish it at another time.

    The post is in the past or too soon, has no time where the tool needs one, is too near another one of the same
    file, says the same as another one within days, lacks a column that must be filled, or is due in the hour that
    comes twice when clocks go back. Some tools refuse the whole file for one such row, others drop the row or publish
    it at once, and nobody notices before the day. How bad it is follows from how sure the rule is, which stands in
    the tool's file in socloc/schedulers with its source and date (`socloc export --list`).

    Change the time of the post, or keep it away from that network with `except:`.
    """,
)
SCHEDULER_TEXT_TOO_LONG = Check(
    "scheduler-text-too-long",
    "error",
    """A text is longer than a tool takes for that network, although the network itself would take it.

    Tools have limits of their own and count in their own way, often in UTF-16 code units, where an emoji is two and
    more. The tool refuses the row after the upload, when whoever wrote the text has long been doing something else.
    The limits stand in the tool's file in socloc/schedulers with their source and date.

    Shorten the text, give it a shorter alternative, or publish that post without the tool.
    """,
)
SCHEDULER_MEDIA_REFUSED = Check(
    "scheduler-media-refused",
    "error",
    """An image or video cannot reach a tool, or the tool does not take it.

    Tools fetch pictures from a public address; a file on this machine is none. Some take images only, some kinds of
    file only, some a few, or not images beside videos. The post would go out without its picture, or not at all.

    Upload the picture and write its address into the file given to `--images` ({"hero": "https://…"}), take another
    file, or leave the picture out for that network.
    """,
)
SCHEDULER_PART_LOST = Check(
    "scheduler-part-lost",
    "warning",
    """A part of a post has no place in a tool's file, so somebody has to add it in the tool by hand.

    It may be the time, a picture, its alternative text, the first comment, the title, a link that does not stand in
    the text, or buttons. The further posts of a thread are an error: without them, the first one ends in the middle.
    Files that drop what was written, without a word, are how comments and alternative texts get lost.

    Add it in the tool, take another tool, or leave it out for that network.
    """,
)
SCHEDULER_NETWORK_UNKNOWN = Check(
    "scheduler-network-unknown",
    "warning",
    """A campaign publishes on a network that a tool does not know, so its posts are not in the tool's files.

    Nobody would publish them, while everybody believes that the tool does. Which networks a tool has stands in its
    file in socloc/schedulers with source and date. One that it has learned since can be added in a file of that name
    in `schedulers/` beside the campaign.

    Publish these posts another way; leave the network out with `--network`, and the warning is gone.
    """,
)
SCHEDULER_FORMULA = Check(
    "scheduler-formula",
    "warning",
    """A text in a file for a tool begins like a formula: with =, +, -, @, a tab or a carriage return.

    The tool takes it as it is, so it is not changed. But who opens the file in a spreadsheet first sees a formula or an
    error there, and saving writes that into the file; a hostile text can do worse
    (https://owasp.org/www-community/attacks/CSV_Injection). Files for people (`--to plan`) are safe.

    Give the file to the tool without opening it in a spreadsheet, or let the text begin with a word.
    """,
)
SCHEDULER_SPLIT = Check(
    "scheduler-split",
    "note",
    """There are more posts than a tool takes in one file, so they are in several.

    A file that is too long is refused as a whole, or is cut without a word. How many a tool takes stands in its file in
    socloc/schedulers with source and date; plans that pay less take fewer.

    Give it all the files, in the order of their numbers.
    """,
)
SCHEDULER_ACCOUNT_UNKNOWN = Check(
    "scheduler-account-unknown",
    "error",
    """A tool needs the id of the account that posts, and nobody has written it down.

    The id is the tool's own and stands in its settings; without it the request is refused.

    Write it into `schedulers/<tool>.accounts.yaml` beside the campaign, by network, and by locale where those have
    accounts of their own: `x: {en: 8f2c, de: 91ab}`.
    """,
)
CHECKS: Final = (
    SCHEDULER_FILE,
    SCHEDULER_ROW_REFUSED,
    SCHEDULER_TEXT_TOO_LONG,
    SCHEDULER_MEDIA_REFUSED,
    SCHEDULER_PART_LOST,
    SCHEDULER_NETWORK_UNKNOWN,
    SCHEDULER_FORMULA,
    SCHEDULER_SPLIT,
    SCHEDULER_ACCOUNT_UNKNOWN,
)
