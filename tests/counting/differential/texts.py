"""Random texts to compare ways of counting with: reproducible, and as unpleasant as they come."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from unicodedata import category, normalize

import socloc.counting

_DATA = Path(socloc.counting.__file__).parent / "x_weighted"
_TLDS = [
    name
    for line in (_DATA / "tlds.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for name in line.split()
]
_PARTS: dict[str, list[str]] = json.loads(Path(__file__).with_name("parts.json").read_bytes())


def scripts(random: Random) -> str:
    """Characters of every script, composed and decomposed, with controls, bidi marks and lone surrogates."""
    text = ""
    for _ in range(random.randint(0, 6)):
        first, last = (int(point, 16) for point in random.choice(_PARTS["scripts"]).split("-"))
        text += "".join(chr(random.randint(first, last)) for _ in range(random.randint(1, 8)))
        text += random.choice(["", " ", ".", "\u0301", "\u0308\u0323", "\u093c", "\u3099"])
    form = random.choice(["", "", "NFC", "NFD", "NFKC"])
    return normalize(form, text) if form else text  # type: ignore[arg-type]  # a str to mypy, not a form


def emoji(random: Random) -> str:
    """Parts of emoji in any order, and the forms that the data file allows with something changed."""
    return "".join(
        random.choice(_PARTS["emoji"]) if random.random() < 0.5 else _emoji_form(random)
        for _ in range(random.randint(1, 10))
    )


def links(random: Random) -> str:
    """What links are made of, in an order that is often nearly right."""
    return "".join(_link(random) + _noise(random) for _ in range(random.randint(1, 3)))


def sentences(random: Random) -> str:
    """Posts as people write them: sentences, a link with or without a space, punctuation of either width."""
    parts = []
    for _ in range(random.randint(1, 5)):
        parts += [
            random.choice(_PARTS["sentences"]) * random.randint(1, 4),
            random.choice(["", "", " ", "，", "：", "\n", "。"]),
        ]
        parts += [_link(random), random.choice(["", "", " ", "。", "！", "）", ".", ")", "です", "\r\n"])]
    return "".join(parts)


def limits(random: Random) -> str:
    """Links around the lengths where the library changes its mind."""
    protocol = random.choice(["", *_PARTS["protocols"][:4]])
    kind = random.randrange(30)
    if kind == 0:
        host = random.choice(["a.com", "例.com", "a.例.cn", "t.co"])
        return _wrap(random, f"{protocol}{host}/{'a' * (random.randint(4070, 4100) - len(host))}")
    if kind < 6:
        return _wrap(random, f"{protocol}t.co/{'aB1' * 12}{'x' * random.randint(0, 9)}{_path(random)}")
    if kind < 12:
        return _wrap(random, f"{protocol}{'a' * random.randint(60, 66)}.{_tld(random)}{_path(random)}")
    letters = random.choice(
        ["字", "あいうえお", "é", "éa", "😀", "a字", "例。", "ж", "\x01", "a\x7f", "\ud83d", "한국"]
    )
    label = "".join(random.choice(letters) for _ in range(random.randint(10, 66)))
    return _wrap(random, f"{protocol}{label}{random.choice(['', 'a', '.a'])}.{_tld(random)}{_path(random)}")


def alphabets(random: Random) -> str:
    """A few characters in any order: what no grammar of ours would think of."""
    alphabet = random.choice(_PARTS["alphabets"]) + random.choice(["", "", " ", "-", "_", ".", "中", "/"])
    prefix = random.choice(["", "", "", "http://", "a.co/", " "])
    return prefix + "".join(random.choice(alphabet) for _ in range(random.randint(1, 24)))


def grammar(random: Random) -> str:
    """Addresses of every kind, names and tags, with anything between them: each part is right, or nearly."""
    return "".join(_address(random) + random.choice([*_PARTS["between"], "", " "]) for _ in range(random.randint(1, 5)))


def names(random: Random) -> str:
    """Domains of any characters behind https://, with the marks, joiners and letters of other directions."""
    ranges = ("20-24F", "370-6FF", "900-1FFF", "2000-30FF", "AC00-AC20", "F900-FFFF", "1F000-1FAFF", "10A0-10FF")
    first, last = (int(point, 16) for point in random.choice(ranges).split("-"))
    label = "".join(
        random.choice([chr(random.randint(first, last)), *"\xad\u200da1-é字א"]) for _ in range(random.randint(1, 6))
    )
    return f"{random.choice(_PARTS['schemes'])}{label}.{_tld(random)}{random.choice(_PARTS['paths'])}"


def messages(random: Random) -> str:
    """Texts about as long as the parts of an SMS, in its alphabet but for a character or two."""
    alphabet = random.choice(["abc @£ΔÉ", "ab€[]~^|\f", "a\r\n", "aé中", "😀a", "a\u0301🇩", "字"])
    length = random.choice([random.randint(1, 20), *(random.randint(a, a + 20) for a in (60, 125, 150, 300))])
    return "".join(random.choice(alphabet) for _ in range(length)) + random.choice(["", "", "ç", "–", "€", "😀", "`"])


GENERATORS: dict[str, Callable[[Random], str]] = {
    made.__name__: made for made in (scripts, emoji, links, sentences, limits, alphabets, grammar, names, messages)
}


def texts(generator: str, count: int, seed: str = "") -> Iterator[str]:
    """So many texts of one kind, the same every time for the same seed."""
    random = Random(f"socloc {generator}{seed}")  # noqa: S311 - nothing here is a secret
    return (GENERATORS[generator](random) for _ in range(count))


def known(text: str) -> str:
    """The text without characters that this Python does not know: their NFC may be another for Node."""
    return "".join(c for c in text if category(c) != "Cn" or ord(c) & 0xFFFE == 0xFFFE or "\ufdd0" <= c <= "\ufdef")


def _emoji_form(random: Random) -> str:
    parts = random.choice(_FORMS)
    text = "".join(chr(random.choice(points)) for points, optional in parts if not optional or random.random() < 0.5)
    cut = random.randint(0, len(text)) if random.random() < 0.2 else len(text)
    joined = "\u200d" + chr(random.randint(*random.choice([(0x1F000, 0x1FAFF), (0x2000, 0x2BFF)])))
    return text[:cut] + random.choice(["", "", "\ufe0f", "\ufe0e", "\u200d", joined]) * (random.random() < 0.4)


def _forms() -> list[list[tuple[list[int], bool]]]:
    lines = (_DATA / "emoji.txt").read_text("utf-8").replace("\n  ", "").splitlines()
    return [[_points(step) for step in line.split()] for line in lines if not line.startswith("#")]


def _points(step: str) -> tuple[list[int], bool]:
    points: list[int] = []
    for part in step.rstrip("?").split("/"):
        first, _, last = part.partition("-")
        points += range(int(first, 16), int(last or first, 16) + 1)
    return points, step.endswith("?")


_FORMS = _forms()


def _tld(random: Random) -> str:
    name = random.choice(_TLDS)
    if random.random() < 0.4:
        name = random.choice(["com", "cn", "co", "jp", "io", "xn--p1ai"])
    if random.random() < 0.2:
        name = random.choice([name.upper(), name.title(), name.swapcase(), name[:-1], name + "x"])
    return name


def _link(random: Random) -> str:
    protocol = random.choice(_PARTS["protocols"]) if random.random() < 0.6 else ""
    labels = [random.choice(_PARTS["words"]) for _ in range(random.randint(1, 4))]
    if random.random() < 0.2:
        labels.insert(random.randrange(len(labels) + 1), _tld(random))
    if random.random() < 0.1:
        labels[0] += random.choice(_PARTS["glue"]) + random.choice(_PARTS["words"])
    host = ".".join([*labels, _tld(random)])
    if random.random() < 0.1:
        host = random.choice(["t.co", "www.example.com"])
    port = random.choice([":80", ":8080", ":", ":a", ":１"]) if random.random() < 0.2 else ""
    return protocol + host + port + _path(random)


def _path(random: Random) -> str:
    if random.random() < 0.3:
        return ""
    pieces = _PARTS["words"] + _PARTS["glue"] + _PARTS["protocols"] + _PARTS["path"]
    path = random.choice(["/", "/", "?", ""]) + "".join(random.choice(pieces) for _ in range(random.randint(0, 6)))
    return path + random.choice(["", "", "?a=b", "?", "?!", "?a=é", "#x", "?q=(a)."])


def _address(random: Random) -> str:
    kind = random.random()
    if kind < 0.1:
        return random.choice(_PARTS["mentions"])
    if kind < 0.2:
        return "".join(random.choice("aA.:/@-_()茶?#é1ſ") for _ in range(random.randint(1, 8)))
    if kind < 0.3:
        return random.choice(["https://a.com", "a.com/", "@a@b"]) + "".join(
            random.choice(_PARTS["paths"] + _PARTS["between"]) for _ in range(random.randint(1, 4))
        )
    scheme = random.choice(_PARTS["schemes"]) if random.random() < 0.7 else ""
    host = random.choice(_PARTS["hosts"])
    if random.random() < 0.2:
        host = f"{random.choice(_PARTS['words'])}.{_tld(random)}"
    return scheme + host + (random.choice(_PARTS["paths"]) if random.random() < 0.8 else _path(random))


def _noise(random: Random) -> str:
    return "".join(random.choice(_PARTS["glue"] + _PARTS["words"]) for _ in range(random.randint(0, 3)))


def _wrap(random: Random, link: str) -> str:
    return random.choice(["", " ", "看", "a", "@", "😀"]) + link + random.choice(["", " x", "。", "/", "-"])
