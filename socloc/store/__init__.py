"""Translations beside the campaign, in gettext PO files: one per locale, for Poedit, Weblate, Crowdin and git."""

from socloc.store.catalog import Catalog, Entry, Unit
from socloc.store.files import load, path_of, read, translations
from socloc.store.po import CHECKS, as_bytes
from socloc.store.sync import sync

__all__ = ["CHECKS", "Catalog", "Entry", "Unit", "as_bytes", "load", "path_of", "read", "sync", "translations"]
