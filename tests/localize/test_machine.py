"""Machines at work: every text comes back to its own key or says why not; nothing wrong is ever stored."""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Sequence
from typing import Any

import pytest

from socloc.errors import SoclocError
from socloc.localize import machine
from socloc.localize.asks import Answer, Ask, Pair
from socloc.localize.machine import Style
from socloc.localize.settings import Settings
from tests.localize.machine_server import ID, KEY, MACHINES, NOTICE, Asked, Hours, Server, serving, translated

PAIR = Pair("en", "de")
ASKS = [
    Ask("posts.a.text", "Hello #tea, see https://a.example/x. Bye 🎉 #oolong"),
    Ask("posts.b.body", "# Title here\n\n- one [shop]({{ links.shop }}) now\n- two things\n"),
    Ask("posts.c.text", "The Kettle boils.", terms={"Kettle": "Kessel"}),
]
MADE = {
    "posts.a.text": "olleHen #tea, eesen https://a.example/x. eyBen 🎉 #oolong",
    "posts.b.body": "# eltiTen erehen\n\n- enoen [pohsen]({{ links.shop }}) wonen\n- owten sgnihten\n",
    "posts.c.text": "ehTen Kessel slioben.",
}


def answers(
    server: Server, names: Sequence[str], asks: Sequence[Ask] = ASKS, hours: Hours | None = None, **more: str
) -> dict[str, Answer]:
    """What comes back for every text, once each."""
    values: dict[str, str] = {}
    for name in names:
        values |= server.settings(name, **more).values
    got = list(machine.translate(asks, PAIR, names, Settings(values), clock=(hours or Hours()).clock))
    assert sorted(answer.unit for answer in got) == sorted(ask.unit for ask in asks)
    return {answer.unit: answer for answer in got}


def first(*faults: str) -> Any:
    """A script: these faults for the first requests, in turn; then nothing goes wrong."""
    waiting = list(faults)
    return lambda _asked: waiting.pop(0) if waiting else ""


@pytest.mark.parametrize("name", MACHINES)
def test_every_machine_translates(name: str) -> None:
    with serving() as server:
        got = answers(server, [name])
        assert {unit: answer.text for unit, answer in got.items()} == MADE
        assert {answer.maker for answer in got.values()} == {f"machine:{name}"}
        sent = " ".join(text for asked in server.asked for text in asked.texts)
    for part in ("#tea", "https", "🎉", "links", "Kettle", "Kessel", "[", "# ", "- "):
        assert part not in sent


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize(
    "fault", ["429", "429 for 7", "503 for 3", "500", "truncated", "page", "none", "list", "number"]
)
def test_a_fault_that_passes_costs_nothing_but_time(name: str, fault: str) -> None:
    hours = Hours()
    if (name, fault) in {("google", "page"), ("google", "list"), ("google", "number")}:
        with serving(lambda _: fault) as server:  # no machine answers so: it shows a page for robots
            got = answers(server, [name], hours=hours)
        assert {answer.problem.split(",")[0] for answer in got.values()} == {
            "google: it shows a page without a translation"
        }
        return
    with serving(first(fault)) as server:
        got = answers(server, [name], hours=hours)
    assert {unit: answer.text for unit, answer in got.items()} == MADE
    assert hours.slept
    if fault[-1] in "73":
        assert max(hours.slept) == pytest.approx(float(fault[-1]))


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("fault", ["silent", "slow"])
def test_a_server_that_is_silent_or_slow_is_given_up(name: str, fault: str) -> None:
    with serving(first(fault)) as server:
        got = answers(server, [name], SOCLOC_TRANSLATE_TIMEOUT="0.2", SOCLOC_TRANSLATE_WORKERS="1")
    assert {unit: answer.text for unit, answer in got.items()} == MADE


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("make", [lambda text: text, lambda _: "", lambda _: None, lambda _: NOTICE, lambda _: " \n"])
def test_an_answer_that_is_none_is_never_stored(name: str, make: Any) -> None:
    with serving(make=make) as server:
        got = answers(server, [name])
    assert all(answer.problem and not answer.text and not answer.maker for answer in got.values()), got


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("fault", ["401 with the key", "403 with the key", "404", "301"])
def test_who_is_refused_stops_and_asks_nobody_else(
    name: str, fault: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    other = "mymemory" if name != "mymemory" else "google"
    keyless = name in ("google", "mymemory") and "key" in fault
    with serving(lambda asked: fault if asked.machine == name else "") as server:
        if keyless:  # there is no key that could be wrong: the machine has had enough of us
            assert {answer.maker for answer in answers(server, [name, other]).values()} == {f"machine:{other}"}
            return
        with pytest.raises(SoclocError) as refused:
            answers(server, [name, other])
        assert {asked.machine for asked in server.asked} == {name}
    out, err = capfd.readouterr()
    told = [str(refused.value), refused.value.hint, repr(refused.value), out, err, caplog.text]
    assert name in str(refused.value)
    assert not any(secret in text for text in told for secret in (KEY, ID, "Geheim"))


@pytest.mark.parametrize("name", [name for name in MACHINES if name not in ("google", "mymemory")])
def test_keys_are_never_seen(name: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    faults = iter(["500", "truncated", "page", "400 with the key", "none"] * 20)
    with serving(lambda _: next(faults, ""), make=lambda text: f"{KEY} {translated(text)}") as server:
        got = answers(server, [name])
        assert all(KEY not in asked.path and "Geheim" not in asked.path for asked in server.asked)
    out, err = capfd.readouterr()
    problems = [answer.problem for answer in got.values()]
    assert not any("Geheim" in text for text in (*problems, out, err, caplog.text))
    assert "Geheim" not in repr(server.settings(name))


def test_what_one_machine_cannot_do_goes_to_the_next() -> None:
    def script(asked: Asked) -> str:
        return "402" if asked.machine == "libretranslate" else ""

    with serving(script) as server:
        got = answers(server, ["libretranslate", "deepl"])
        assert {answer.maker for answer in got.values()} == {"machine:deepl"}
        assert {unit: answer.text for unit, answer in got.items()} == MADE
        assert len([asked for asked in server.asked if asked.machine == "libretranslate"]) <= 2  # one for each worker


def test_a_text_that_only_had_bad_luck_is_asked_for_again_at_the_end() -> None:
    asks = [Ask("first", "Bad luck"), Ask("second", "Good luck")]
    bad: list[int] = []

    def script(asked: Asked) -> str:
        if asked.texts[0].startswith("Bad") and len(bad) < 4:  # as often as one text is tried
            bad.append(asked.number)
            return "500"
        return ""

    with serving(script) as server:
        got = answers(server, ["deepl"], asks, SOCLOC_TRANSLATE_WORKERS="1")
        assert [asked.texts[0] for asked in server.asked] == ["Bad luck"] * 4 + ["Good luck", "Bad luck"]
    assert all(answer.text for answer in got.values())


@pytest.mark.parametrize("name", ["openai", "microsoft", "libretranslate"])
def test_a_quota_that_is_used_up_is_not_waited_for(name: str) -> None:
    hours = Hours()
    with serving(lambda _: "429 for good") as server:
        got = answers(server, [name], hours=hours)
    assert {answer.problem for answer in got.values()} == {f"{name}: its quota is used up (429)"}
    assert not hours.slept


def test_what_a_server_says_of_a_text_is_told() -> None:
    with serving(lambda _: "400 with the key") as server:
        got = answers(server, ["openai"])
    assert {answer.problem for answer in got.values()} == {"openai: it does not take this text (400: no *** here)"}


def test_who_asks_for_more_patience_than_there_is_is_left() -> None:
    hours = Hours()
    with serving(lambda asked: "429 for a day" if asked.machine == "deepl" else "") as server:
        got = answers(server, ["deepl"], hours=hours)
        assert {answer.problem for answer in got.values()} == {"deepl: it is asked too often and asks to wait 24 hours"}
        assert sum(hours.slept) < 1
        assert {answer.maker for answer in answers(server, ["deepl", "google"]).values()} == {"machine:google"}


def test_when_one_is_told_to_wait_everybody_waits() -> None:
    hours = Hours()
    asks = [Ask(f"u{number}", f"Text of number {number}") for number in range(30)]
    at: list[float] = []

    def script(asked: Asked) -> str:
        at.append(hours.now())
        return "429 for 7" if asked.number == 5 else ""

    with serving(script) as server:
        got = answers(server, ["libretranslate"], asks, hours, SOCLOC_TRANSLATE_WORKERS="4")
    assert all(answer.text for answer in got.values())
    late = [time for time in at if time > at[4]]
    assert late
    assert min(late) >= at[4] + 7
    assert len([time for time in at if time <= at[4]]) <= 5 + 3  # what was already under way


@pytest.mark.parametrize("name, seed", [("google", 0), ("libretranslate", 1), ("deepl", 2), ("openai", 3)])
def test_800_texts_through_8_workers_come_back_each_to_its_own_key(name: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # a fixed series, not a secret
    lock = threading.Lock()
    faults = ["429", "429 for 7", "500", "truncated", "swapped", "none", "400"]
    if name == "google":
        faults.remove("none")

    def script(_asked: Asked) -> str:
        with lock:
            if chance.random() < 0.002:
                return "silent"
            return chance.choice(faults) if chance.random() < 0.2 else ""

    asks = [Ask(f"u{number}", f"Text {_word(number)} of #tag{number} here") for number in range(800)]
    with serving(script) as server:
        got = answers(server, [name], asks, SOCLOC_TRANSLATE_WORKERS="8", SOCLOC_TRANSLATE_TIMEOUT="0.5")
    for ask in asks:
        answer = got[ask.unit]
        assert answer.text in ("", f"txeTen {_word(int(ask.unit[1:]))[::-1]}en foen #tag{ask.unit[1:]} erehen")
        assert bool(answer.text) != bool(answer.problem)
    assert sum(bool(answer.text) for answer in got.values()) > 700


def _word(number: int) -> str:
    """A word of letters for a number."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def test_what_was_swapped_is_noticed_without_any_tag() -> None:
    asks = [Ask(f"u{number}", f"Text {_word(number)} alone") for number in range(40)]
    for name in MACHINES:
        with serving(lambda _: "swapped") as server:
            got = answers(server, [name], asks)
        wrong = [answer for answer in got.values() if answer.text and not _is_own(answer)]
        assert not wrong, name
        assert sum(bool(answer.problem) for answer in got.values()) >= 39, name


def _is_own(answer: Answer) -> bool:
    return _word(int(answer.unit[1:]))[::-1] in answer.text


@pytest.mark.parametrize(
    "make, problem",
    [
        (lambda text: text.replace("x1@x.xx", ""), ""),
        (lambda text: text.upper().replace("@", " @ "), ""),
        (lambda text: translated(text).replace("x1@x.xx", "x1@x.xx x1@x.xx"), ""),
        (lambda text: f"{translated(text)} https://evil.example", "`https://evil.example` was added"),
        (lambda text: translated(text).replace("en", "`"), "``` was added"),
    ],
)
def test_what_a_machine_does_to_tokens(make: Any, problem: str) -> None:
    ask = Ask("u", "See the long text about #tea and then think about it for quite a while.")
    with serving(make=make) as server:
        (answer,) = answers(server, ["deepl"], [ask]).values()
        assert "x1@x.xx" in server.asked[0].texts[0]
    if answer.text:
        assert answer.text.count("#tea") == 1
        assert "x.xx" not in answer.text.lower()
    assert not problem or answer.problem


def test_a_text_that_lost_its_tokens_is_tried_once_more_in_pieces() -> None:
    ask = Ask("u", "See the **bold** words and #tea here")
    with serving(make=lambda text: text if text.startswith("x") else translated(text).replace("@", "")) as server:
        (answer,) = answers(server, ["deepl"], [ask]).values()
        assert answer.text == "eeSen ehten **dlob**en sdrowen dnaen #tea erehen".replace("**dlob**en", "**dloben**")
        assert [asked.texts[:-1] for asked in server.asked] == [
            ("See the x1@x.xx bold x2@x.xx words and x3@x.xx here",),
            ("See the", "bold", "words and", "here"),
        ]


def test_the_estimate_is_what_is_sent() -> None:
    for name in MACHINES:
        with serving() as server:
            bill = machine.estimate(ASKS, PAIR, [name], Settings({}))
            answers(server, [name])
            assert bill.requests == len(server.asked)
            if bill.counted == "characters" and name != "openai":
                assert bill.size == sum(len(text) for asked in server.asked for text in asked.texts)
    assert str(machine.estimate(ASKS * 5_000, PAIR, ["deepl"], Settings({}))).startswith(
        "15,000 texts in 15,000 requests to deepl, 73"
    )


@pytest.mark.parametrize(
    "name, said",
    [
        (
            "deepl",
            r"3 texts in 3 requests to deepl, \d+ characters; about 0.00 EUR \(20 EUR a million, support",
        ),
        ("google", "3 texts in 5 requests to google, .* characters of an address; its price is unknown"),
        ("pseudo", "3 texts in 3 requests to pseudo, .*; nothing is sent, and it costs nothing"),
    ],
)
def test_the_bill_in_words(name: str, said: str) -> None:
    assert re.match(said, str(machine.estimate(ASKS, PAIR, [name], Settings({}))))


@pytest.mark.parametrize(
    "names, pair, values, said",
    [
        ([], PAIR, {}, "nobody is named who translates"),
        (["depl"], PAIR, {}, "there is no provider `depl`; did you mean `deepl`?"),
        (["chatgpt"], PAIR, {}, "there is no provider `chatgpt`"),
        (["deepl"], PAIR, {}, "deepl needs a key"),
        (["pseudo", "deepl"], PAIR, {}, "deepl needs a key"),
        (["google"], Pair("en", "zh-HK"), {}, "google does not translate from en into zh-HK"),
        (["deepl"], Pair("en", "zh-HK"), {"SOCLOC_DEEPL_KEY": "k"}, "deepl does not translate from en into zh-HK"),
        (["google"], Pair("en", "sr-Latn"), {}, "google does not translate from en into sr-Latn"),
        (["google"], Pair("en-GB", "en-US"), {}, "google does not translate from en-GB into en-US"),
        (["libretranslate"], PAIR, {}, "libretranslate needs an address"),
        (["libretranslate"], PAIR, {"SOCLOC_LIBRETRANSLATE_URL": "ftp://x"}, "SOCLOC_LIBRETRANSLATE_URL takes an"),
        (["openai"], PAIR, {"SOCLOC_OPENAI_KEY": "k"}, "openai needs the name of a model"),
        (["openai"], PAIR, {"SOCLOC_OPENAI_MODEL": "m"}, "openai needs a key"),
        (["command"], PAIR, {}, "command needs a program"),
        (["google"], PAIR, {"SOCLOC_TRANSLATE_TIMEOUT": "soon"}, "SOCLOC_TRANSLATE_TIMEOUT takes a number above 0"),
        (["google"], PAIR, {"SOCLOC_TRANSLATE_WORKERS": "-1"}, "SOCLOC_TRANSLATE_WORKERS takes a number above 0"),
        (
            ["microsoft"],
            PAIR,
            {"SOCLOC_MICROSOFT_KEY": "schlüssel"},
            "the key of microsoft in ",
        ),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_sent(
    names: list[str], pair: Pair, values: dict[str, str], said: str
) -> None:
    with pytest.raises(SoclocError) as wrong:
        list(machine.translate(ASKS, pair, names, Settings(values)))
    assert str(wrong.value).startswith(said)


def test_who_stops_listening_stops_it() -> None:
    asks = [Ask(f"u{number}", f"Text of number {number}") for number in range(200)]
    with serving() as server:
        settings = server.settings("libretranslate", SOCLOC_TRANSLATE_WORKERS="2")
        stream = machine.translate(asks, PAIR, ["libretranslate"], settings, clock=Hours().clock)
        assert next(stream).text
        getattr(stream, "close")()  # noqa: B009  # iterators that are generators have it
        asked = len(server.asked)
    assert asked < 100


def test_a_machine_that_can_use_it_gets_all_there_is_to_know() -> None:
    ask = Ask("u", "Drink #tea from a Kettle.\nEvery day.", "Be kind.", 90, {"Kettle": "Kessel"})
    style = Style("Friends of tea", lambda _ask: [("Good tea", "Guter Tee")])
    with serving() as server:
        list(machine.translate([ask], PAIR, ["openai"], server.settings("openai"), style, Hours().clock))
        (asked,) = server.asked
    assert asked.meant == {
        "id": "x3",
        "lines": {"1": "Drink x1@x.xx from a x2@x.xx.", "2": "Every day."},
        "whole": "Drink x1@x.xx from a x2@x.xx.\nEvery day.",
        "tokens": {"x1@x.xx": "#tea", "x2@x.xx": "Kessel"},
        "most": 90,
        "note": "Be kind.",
        "audience": "Friends of tea",
        "examples": [{"original": "Good tea", "translation": "Guter Tee"}],
    }
    assert asked.headers["Authorization"] == f"Bearer {KEY}"


def test_hostile_texts_come_back_whole_or_not_at_all() -> None:
    texts = [
        "a\ud800b words here",
        "nul\0 in words",
        "\u202eright to left\u202c words",
        "{{ links.x }}",
        "",
        " \n ",
        "x1@x.xx",
    ]
    asks = [Ask(f"u{number}", text, "note \ud800") for number, text in enumerate(texts)]
    for name in ("deepl", "openai", "google", "pseudo"):
        with serving() as server:
            settings = Settings({}) if name == "pseudo" else server.settings(name)
            for answer in machine.translate(asks, PAIR, [name], settings, clock=Hours().clock):
                source = texts[int(answer.unit[1:])]
                for part in ("\ud800", "\0", "\u202e", "\u202c", "{{ links.x }}", "x1@x.xx"):
                    assert answer.problem or answer.text.count(part) == source.count(part)
