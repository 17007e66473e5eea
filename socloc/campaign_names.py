"""Whether everything exists that a campaign names: networks, locales, links, QR codes, images and accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from socloc import locales, networks
from socloc.campaign_values import ANY_LOCALE
from socloc.findings import Check, Finding, Severity
from socloc.locales import Locale, canonical
from socloc.model import Level, Link, QrCode, Words, Written
from socloc.places import Node
from socloc.shapes import suggest

UNKNOWN_NAME = Check(
    "unknown-name",
    "error",
    """Something is named that does not exist: a link, a QR code, an image, an account, a network or a locale.

    The finding names the nearest one that does. Links, QR codes, images and accounts are defined in the campaign
    itself; `socloc networks` lists the networks; a locale or network of your own is a file beside the campaign. Of a
    handle for a network that socloc does not know, it is a warning: nothing is lost, but nothing uses it.
    """,
)
WORDS_UNUSED = Check(
    "words-unused",
    "warning",
    """A text has words for a locale in which the campaign does not publish, so nobody will read them.

    Mostly it is a slip of the pen in the tag. Otherwise add the locale to `locales`, or take the words out.
    """,
)
CHECKS: Final = (UNKNOWN_NAME, WORDS_UNUSED)

_SECTIONS: Final = {"link": "links", "qr": "qr", "media": "media", "account": "accounts"}


class Named:
    """Looks names up and keeps what it did not find as findings. `folder` is the campaign's, `cache` one for caches."""

    def __init__(self, folder: Path, listed: Sequence[str], findings: list[Finding], cache: Path | None = None) -> None:
        self.folder = folder
        self.cache = cache
        self.listed = tuple(dict.fromkeys(canonical(tag) for tag in listed))
        self.findings = findings

    def target(self, node: Node) -> networks.Format | None:
        """The format that `weibo` or `weibo/post` means."""
        network_id, _, format_id = node.text.partition("/")
        network = self.network(network_id, node)
        target = network.format(format_id) if network else None
        if network and target is None:
            formats = tuple(found.id for found in network.formats)
            message = f"{network_id} has no format `{format_id}`{suggest(format_id, formats)}"
            self.findings.append(UNKNOWN_NAME.at(node.place, message, f"It has {', '.join(formats)}."))
        return target

    def with_options(self, target: networks.Format, options: Mapping[str, Node]) -> networks.Format:
        """The format as it is for the kinds of account and ways of publishing that the campaign names for it."""
        if target.network not in options and str(target) not in options:
            return target  # a network's own file would be read again
        network, _ = networks.load(target.network, self.folder, self.cache)
        of_network = network.formats if network else ()
        for name, formats in ((target.network, of_network), (str(target), (target,))):
            node = options.get(name)
            for item in (node.items or [node]) if node else ():
                option = target.option(item.text)
                if option and option.id not in target.chosen:
                    target = target.with_option(option)
                elif not any(form.option(item.text) for form in formats):
                    self._no_option(name, item, [option.id for form in formats for option in form.options])
        return target

    def _no_option(self, name: str, item: Node, options: Iterable[str]) -> None:
        known = tuple(dict.fromkeys(options))
        message = f"{name} has no option `{item.text}`{suggest(item.text, known)}"
        hint = f"It has {', '.join(known)}." if known else "It has none; take it out."
        self.findings.append(UNKNOWN_NAME.at(item.place, message, hint))

    def options_used(self, options: Mapping[str, Node], published: Iterable[str]) -> None:
        """Whether the campaign publishes where it names options for."""
        used = {name for target in published for name in (target, target.split("/")[0])}
        for name, node in options.items():
            if name not in used:
                message = f"the options of `{name}` are for nothing{suggest(name, tuple(sorted(used)))}"
                hint = "The campaign does not publish there; see `networks`."
                self.findings.append(UNKNOWN_NAME.at(node.key, message, hint, severity="warning"))

    def network(self, network_id: str, node: Node, severity: Severity = "error") -> networks.Network | None:
        """The network of that id."""
        network, problems = networks.load(network_id, self.folder, self.cache)
        self.findings += problems
        if network is None and not problems:
            hint = "`socloc networks` lists them; one of your own is a file networks/<id>.yaml beside the campaign."
            message = networks.not_known(network_id, self.folder)
            self.findings.append(UNKNOWN_NAME.at(node.place, message, hint, severity=severity))
        return network

    def locale_data(self, node: Node) -> Locale | None:
        """The locale that a tag of the campaign's `locales` means."""
        tag = canonical(node.text)
        locale, problems = locales.load(tag, self.folder, self.cache)
        self.findings += problems
        if locale is None and not problems:
            hint = f"Known: {', '.join(locales.tags(self.folder))}. Your own: locales/{tag}/locale.yaml."
            self.findings.append(UNKNOWN_NAME.at(node.place, locales.not_known(tag, self.folder), hint))
        return locale

    def published(self, node: Node) -> bool:
        """Whether the campaign publishes in a locale; if not, that is a finding."""
        tag = canonical(node.text)
        if tag not in self.listed:
            message = f"the campaign has no locale `{node.text}`{locales.nearest(node.text, self.listed)}"
            self.findings.append(UNKNOWN_NAME.at(node.place, message, f"It has {', '.join(self.listed)}."))
        return tag in self.listed

    def defined(self, name: Written, kind: str, known: Mapping[str, object]) -> None:
        """Whether a name is defined in the campaign; `kind` is link, qr, media or account."""
        if name.value in known:
            return
        hint = f"Defined: {', '.join(known)}." if known else f"None is defined yet; add it under `{_SECTIONS[kind]}`."
        message = f"there is no {kind} `{name.value}`{suggest(name.value, known)}"
        self.findings.append(UNKNOWN_NAME.at(name.place, message, hint))

    def level(self, level: Level, defined: Mapping[str, Mapping[str, object]], is_own: bool = True) -> None:
        """Everything that one level of the campaign names; `defined` holds what there is, by kind.

        One that is not the campaign's own but of a brand's file may be for locales of other campaigns.
        """
        for key, names in level.names.items():
            for name in names.names:
                kind = "link" if key == "buttons" else key
                self.defined(name, kind, defined[kind])
        for mentions in level.words["mentions"].by_locale.values() if "mentions" in level.words else ():
            for account in mentions:
                if not account.value.startswith(("@", "＠")):
                    self.defined(account, "account", defined["account"])
        if level.network:
            shown = f"{level.network}/{level.format}" if level.format else level.network
            self.target(Node(shown, level.place, level.place, quoted=True))
        if level.locale and is_own:
            self.published(Node(level.locale, level.place, level.place, quoted=True))

    def used(self, words: Iterable[Words], data: Mapping[str, Locale], source: str) -> None:
        """Whether somebody will read the words of every locale that texts have words for."""
        read = {ANY_LOCALE, source, *data, *self.listed}
        read |= {tag for locale in data.values() for tag in locale.accepts}
        read |= {conversion.source for locale in data.values() for conversion in locale.convert}
        for text in words:
            for tag, strings in text.by_locale.items():
                if tag not in read and strings:
                    message = f"the campaign does not publish in `{tag}`{locales.nearest(tag, self.listed)}"
                    hint = f"It publishes in {', '.join(self.listed)}; see `locales`."
                    self.findings.append(WORDS_UNUSED.at(strings[0].place, message, hint))

    def qr_code(self, code: QrCode, links: Mapping[str, Link]) -> None:
        """Whether the link of a QR code exists."""
        if code.link:
            self.defined(code.link, "link", links)
