"""How large, how long and of what sort an image or video is. Loads Pillow or MediaInfo for the file that needs it."""

import warnings
from typing import Final, NamedTuple

from socloc.media import MediaFile

MAX_DECODED: Final = 50_000_000  # pixels; larger ones are measured without being looked through
_TURNED: Final = (5, 6, 7, 8)  # EXIF orientations that swap width and height when the picture is shown
_ORIENTATION: Final = 0x0112


class Measures(NamedTuple):
    """What can be measured of a media file: pixels as shown, and of what moves its frames and seconds, if known."""

    sort: str  # image, animation, video
    width: int
    height: int
    frames: int | None = None
    seconds: float | None = None


class UnreadableError(Exception):
    """The file begins like an image or video and cannot be read as one; says why."""


def measure(file: MediaFile) -> Measures:
    """Measure a file, and look through an image of usual size. Raises UnreadableError where it is broken."""
    return _video(file) if file.is_video else _image(file)


def _image(file: MediaFile) -> Measures:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; their pixels are measured, not made
            with Image.open(file.path) as image:
                width, height = image.size
                if image.getexif().get(_ORIENTATION) in _TURNED:
                    width, height = height, width
                frames = int(getattr(image, "n_frames", 1))
                if width * height <= MAX_DECODED:
                    image.draft(None, (width // 8, height // 8))  # of a JPEG, an eighth is enough to read all of it
                    image.load()
    except Image.DecompressionBombError:
        raise UnreadableError("it has more pixels than anybody can use") from None
    except UnidentifiedImageError:
        raise UnreadableError(f"it is damaged, or no {file.kind.upper()} at all") from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError(str(error) or type(error).__name__) from None
    return Measures("animation" if frames > 1 else "image", width, height, frames)


def _video(file: MediaFile) -> Measures:
    from pymediainfo import MediaInfo

    try:
        found = MediaInfo.parse(file.path)
        tracks = found.video_tracks
    except (OSError, RuntimeError, ValueError) as error:
        raise UnreadableError(str(error) or type(error).__name__) from None
    if any(track.istruncated == "Yes" for track in found.general_tracks):
        raise UnreadableError("its end is missing")
    if not tracks or not tracks[0].width or not tracks[0].height:
        raise UnreadableError("it has no picture that can be measured")
    track = tracks[0]
    width, height = int(track.width), int(track.height)
    if track.rotation and round(float(track.rotation)) % 180 == 90:
        width, height = height, width
    seconds = float(track.duration) / 1000 if track.duration else None
    return Measures("video", width, height, int(track.frame_count) if track.frame_count else None, seconds)
