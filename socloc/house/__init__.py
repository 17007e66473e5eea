"""Rules of the house: what a team looks for in its own texts, from `checks/*.yaml` beside the campaign, without Python.

`files` finds them, `reader` makes rules of them and tries their examples, `look` asks them about a campaign.
"""
