"""A text that only the right answer opens: the values that it gives on tables that nobody is shown are the key.

This keeps a solution from being read by accident, or before the work is done. It keeps no secret from whoever has
solved the exercise.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence

DIGITS = 9  # significant ones, so that the order of additions does not matter
TAG = 16  # bytes


def sealed(text: str, values: Sequence[float]) -> str:
    """The text, sealed with the values."""
    content = text.encode()
    key = _key(values)
    return base64.b64encode(hmac.digest(key, content, "sha256")[:TAG] + _mixed(content, key)).decode()


def opened(seal: str, values: Sequence[float]) -> str:
    """The text again; empty when the values are others."""
    raw, key = base64.b64decode(seal), _key(values)
    content = _mixed(raw[TAG:], key)
    right = hmac.compare_digest(raw[:TAG], hmac.digest(key, content, "sha256")[:TAG])
    return content.decode() if right else ""


def _key(values: Sequence[float]) -> bytes:
    rounded = json.dumps([f"{value:.{DIGITS}g}" for value in values])
    return hashlib.sha256(rounded.encode()).digest()


def _mixed(content: bytes, key: bytes) -> bytes:
    """The bytes with a stream mixed in that the key gives; mixed in twice, they are what they were."""
    stream = hashlib.shake_256(key).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, stream, strict=True))
