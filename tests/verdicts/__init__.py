"""The verdicts that are kept are never wrong."""
