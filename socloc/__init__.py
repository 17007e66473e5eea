"""socloc: one campaign in YAML becomes checked posts for every social network in every locale."""

__version__ = "0.1.0"
