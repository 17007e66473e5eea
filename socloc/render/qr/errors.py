"""The one exception of QR codes: what was asked for cannot be drawn."""


class QrError(ValueError):
    """No QR code can be made of this; the text is a sentence for the author of the campaign."""
