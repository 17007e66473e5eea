"""Campaigns to start from: shipped examples, a brand, or the next edition of a running campaign."""
