"""Digests of what is kept on this machine: BLAKE2b (RFC 7693), 32 bytes.

From the module that hashlib has it from: hashlib itself loads OpenSSL first, which takes 2 ms of every start.
"""

try:
    from _blake2 import blake2b
except ImportError:  # an interpreter with other insides
    from hashlib import blake2b

SIZE = 32  # bytes


def digest(data: bytes) -> bytes:
    """The digest of some bytes."""
    return blake2b(data, digest_size=SIZE).digest()
