"""Random texts to compare ways of counting with: reproducible, and as unpleasant as they come."""

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
_SCRIPTS = [
    (0x20, 0x7E), (0x00, 0xFF), (0x100, 0x24F), (0x250, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF),
    (0x600, 0x6FF), (0x900, 0x97F), (0x980, 0xDFF), (0xE00, 0xEFF), (0x1000, 0x10FF), (0x1100, 0x11FF),
    (0x1780, 0x17FF), (0x1C80, 0x1C90), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x2070, 0x21FF), (0x2200, 0x27FF),
    (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xA840, 0xAC00), (0xAC00, 0xD7AF), (0xD800, 0xDFFF), (0xE000, 0xF8FF),
    (0xF900, 0xFB4F), (0xFE00, 0xFE0F), (0xFE20, 0xFFFF), (0x10000, 0x10FFF), (0x11000, 0x11FFF),
    (0x1D100, 0x1D1FF), (0x1F000, 0x1FAFF), (0x20000, 0x2A6DF), (0x2F800, 0x2FA1F), (0xE0000, 0xE01EF),
    (0, 0xFFFF), (0, 0x10FFFF),
]  # fmt: skip
_EMOJI_PARTS = [
    *"\u200d\u200d\u200d\ufe0f\ufe0f\ufe0e\u20e3#*019©®™♟☝✌⛹🏋🕵🕴🏃👨👩👦👧👶🧑❤💋👁🗨🏳🌈🏴☠♀♂⚕⚖✈🎤💻🚀👯🧞🤼🦸😀🥰🫠☎❤️",
    *"\U0001f3fb\U0001f3fd\U0001f3ff🇦🇧🇨🇩🇪🇳🇺🇸🇿 a中",
    *(chr(0xE0000 + point) for point in b"gbensctwl\x7f"),
]
_WORDS = [
    "a", "example", "foo-bar", "foo_bar", "_foo", "foo_", "-foo", "foo-", "例子", "看这里", "見て", "한국어", "été",
    "e\u0301te\u0301", "пример", "ελ", "😀", "👨\u200d👩\u200d👧", "1\ufe0f\u20e3", "1\u20e3", "xn--abc", "XN--P1AI",
    "xn--p1ai-", "xn--", "\u017f", "\u212a", "\u1fbe", "\u2c65", "\u1c83", "\ud83d", "\ude00", "。", "．", "｡", "，",
    "\x01", "\x7f", '"', "`", "www", "t", "co", "com", "b" * 62, "b" * 63, "b" * 64, "字" * 9, "0", "123", "嘉里大酒店",
    "v", "verm", "vermögensberater",
]  # fmt: skip
_GLUE = [".", ".", ".", ".", ".", "..", "-", "_", "/", ":", "@", "#", "$", "＠", "＃", " ", "\n", "\r\n", "，", "。", "（",
         "(", ")", "?", "!", "&", "=", "+", "~", "%", "[", "]", "|", ";", ",", "'", "*", "–", "\u200e", "\u202a", "\u061c",
         "\ufeff", "\uffff", "\u2028", "\u3000", "\x85", "\xa0", "\u200b", "\u180e", "，", "…", "“", "”"]  # fmt: skip
_PROTOCOLS = ["http://", "https://", "HTTP://", "HttpS://", "ftp://", "http:/", "//", "http://http://", "https://https"]
_SMALL_ALPHABETS = ["a.-_c", "a.co/:", ".coméc中", "(a)/c.om", "t.co/h:ps?a", "a@.comé😀", "?=&a.co/)", "h tp:/.cna。_-"]
_SMALL_ALPHABETS += ["1#\ufe0f\u20e3.co/", "👩\u200d👧🏽\ufe0fa.cn/", "x-n.a", "ve嘉里大酒店.r", "＠@＃#$.co 中", "e\u0301.cοmo"]
_SENTENCES = ["你好世界", "新品上市", "点击查看", "詳細はこちら", "안녕하세요", "Jetzt ansehen", "mirá esto", "اشتر الآن", "आज ही"]


def scripts(random: Random) -> str:
    """Characters of every script, composed and decomposed, with controls, bidi marks and lone surrogates."""
    text = ""
    for _ in range(random.randint(0, 6)):
        first, last = random.choice(_SCRIPTS)
        text += "".join(chr(random.randint(first, last)) for _ in range(random.randint(1, 8)))
        text += random.choice(["", " ", ".", "\u0301", "\u0308\u0323", "\u093c", "\u3099"])
    form = random.choice(["", "", "NFC", "NFD", "NFKC"])
    return normalize(form, text) if form else text  # type: ignore[arg-type]  # mypy sees a str, not the four names


def emoji(random: Random) -> str:
    """Parts of emoji in any order, and the forms that the data file allows with something changed."""
    return "".join(
        random.choice(_EMOJI_PARTS) if random.random() < 0.5 else _emoji_form(random)
        for _ in range(random.randint(1, 10))
    )


def links(random: Random) -> str:
    """What links are made of, in an order that is often nearly right."""
    return "".join(_link(random) + _noise(random) for _ in range(random.randint(1, 3)))


def sentences(random: Random) -> str:
    """Posts as people write them: sentences, a link with or without a space, punctuation of either width."""
    parts = []
    for _ in range(random.randint(1, 5)):
        parts += [random.choice(_SENTENCES) * random.randint(1, 4), random.choice(["", "", " ", "，", "：", "\n", "。"])]
        parts += [_link(random), random.choice(["", "", " ", "。", "！", "）", ".", ")", "です", "\r\n"])]
    return "".join(parts)


def limits(random: Random) -> str:
    """Links around the lengths where the library changes its mind."""
    protocol = random.choice(["", *_PROTOCOLS[:4]])
    kind = random.randrange(5)
    if kind == 0:
        host = random.choice(["a.com", "例.com", "a.例.cn", "t.co"])
        return _wrap(random, f"{protocol}{host}/{'a' * (random.randint(4070, 4100) - len(host))}")
    if kind == 1:
        return _wrap(random, f"{protocol}t.co/{'aB1' * 12}{'x' * random.randint(0, 9)}{_path(random)}")
    if kind == 2:
        return _wrap(random, f"{protocol}{'a' * random.randint(60, 66)}.{_tld(random)}{_path(random)}")
    letters = random.choice(["字", "あいうえお", "é", "éa", "😀", "a字", "例。", "ж", "\x01", "a\x7f", "\ud83d", "한국"])
    label = "".join(random.choice(letters) for _ in range(random.randint(10, 66)))
    return _wrap(random, f"{protocol}{label}{random.choice(['', 'a', '.a'])}.{_tld(random)}{_path(random)}")


def alphabets(random: Random) -> str:
    """A few characters in any order: what no grammar of ours would think of."""
    alphabet = random.choice(_SMALL_ALPHABETS) + random.choice(["", "", " ", "-", "_", ".", "中", "/"])
    prefix = random.choice(["", "", "", "http://", "a.co/", " "])
    return prefix + "".join(random.choice(alphabet) for _ in range(random.randint(1, 24)))


GENERATORS: dict[str, Callable[[Random], str]] = {
    made.__name__: made for made in (scripts, emoji, links, sentences, limits, alphabets)
}


def texts(generator: str, count: int) -> Iterator[str]:
    """So many texts of one kind, the same every time."""
    random = Random(f"socloc {generator}")  # noqa: S311 - nothing here is a secret
    return (GENERATORS[generator](random) for _ in range(count))


def known(text: str) -> str:
    """The text without characters that this Python's Unicode does not know: its NFC may differ from Node's."""
    return "".join(c for c in text if category(c) != "Cn" or ord(c) & 0xFFFE == 0xFFFE or "\ufdd0" <= c <= "\ufdef")


def _emoji_form(random: Random) -> str:
    parts = random.choice(_FORMS)
    text = "".join(chr(random.choice(points)) for points, optional in parts if not optional or random.random() < 0.5)
    cut = random.randint(0, len(text)) if random.random() < 0.2 else len(text)
    return text[:cut] + random.choice(["", "", "\ufe0f", "\ufe0e", "\u200d"]) * (random.random() < 0.3)


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
    name = random.choice(_TLDS) if random.random() < 0.6 else random.choice(["com", "cn", "co", "jp", "io", "xn--p1ai"])
    if random.random() < 0.2:
        name = random.choice([name.upper(), name.title(), name.swapcase(), name[:-1], name + "x"])
    return name


def _link(random: Random) -> str:
    protocol = random.choice(_PROTOCOLS) if random.random() < 0.6 else ""
    labels = [random.choice(_WORDS) for _ in range(random.randint(1, 4))]
    if random.random() < 0.2:
        labels.insert(random.randrange(len(labels) + 1), _tld(random))
    if random.random() < 0.1:
        labels[0] += random.choice(_GLUE) + random.choice(_WORDS)
    host = random.choice(["t.co", "www.example.com"]) if random.random() < 0.1 else ".".join([*labels, _tld(random)])
    port = random.choice([":80", ":8080", ":", ":a", ":１"]) if random.random() < 0.2 else ""
    return protocol + host + port + _path(random)


def _path(random: Random) -> str:
    if random.random() < 0.3:
        return ""
    pieces = [*_WORDS, *_GLUE, *_PROTOCOLS, "/", "/", "/", "(", ")", "(a)", "((a))", "(a(b)c)", "(((a)))", "()", "@user/"]
    path = random.choice(["/", "/", "?", ""]) + "".join(random.choice(pieces) for _ in range(random.randint(0, 6)))
    return path + random.choice(["", "", "?a=b", "?", "?!", "?a=é", "#x", "?q=(a)."])


def _noise(random: Random) -> str:
    return "".join(random.choice(_GLUE + _WORDS) for _ in range(random.randint(0, 3)))


def _wrap(random: Random, link: str) -> str:
    return random.choice(["", " ", "看", "a", "@", "😀"]) + link + random.choice(["", " x", "。", "/", "-"])
