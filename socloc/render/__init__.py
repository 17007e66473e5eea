"""Variants out of texts: templates, Markdown, links and QR codes."""
