"""A trainer's public key as the desk shows it: read, proven to be two points of the curve, and given a fingerprint."""

from __future__ import annotations

import re
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote
from zlib import crc32

# P-256 (FIPS 186-4, D.1.2.3): y² = x³ - 3x + b over the field of p.
_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
_CODE = re.compile(r"TMK(\d{1,3})\.([A-Za-z0-9-]{1,64})\.([a-z])([\w-]*)\.([\w-]{6})", re.ASCII)
_BETWEEN = re.compile(r"[\s>\u00ad\u200b-\u200f\u2060\ufeff]+")
LENGTH = 128
"""Two points of 64 bytes: what seals answers, and what proves assignments."""


class NotAKey(ValueError):
    """Says in Chinese and in English why a text is no public key."""

    def __init__(self, zh: str, en: str):
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class PublicKey:
    """A seal point and a sign point, as `core/keys.js` writes them."""

    points: bytes
    manual: str
    """The manual at whose desk the code was made, in the letters of a code."""

    @property
    def letters(self) -> str:
        """For pages: base64url without `=`."""
        return letters(self.points)

    @property
    def id(self) -> str:
        """What slips name it by."""
        return sha256(self.points).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """What two people read to each other: five groups of four."""
        digits = sha256(self.points).hexdigest()[:20].upper()
        return " ".join(digits[at : at + 4] for at in range(0, 20, 4))


def letters(data: bytes) -> str:
    """base64url without `=`, as in every code."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def manual_letters(code: str) -> str:
    """A manual's own code as codes name it; twin of `lettersOf` in core/codes.js."""
    return re.sub(r"[^A-Za-z0-9-]", "", quote(code, safe="!'()*-._~"))[:64] or "-"


def bare(text: str) -> str:
    """A code without what a chat puts between its letters."""
    return _BETWEEN.sub("", text)


def read_public_key(text: str) -> PublicKey:
    """The key in a TMK1 code, line ends and spaces of a chat between its letters. Raises NotAKey."""
    found = _CODE.fullmatch(bare(text))
    if not found:
        raise NotAKey("它不是一段完整的 TMK1 开头的代码", "it is no whole code that begins with TMK1")
    version, manual, _, payload, checksum = found.groups()
    if letters(crc32(found[0][:-7].encode()).to_bytes(4, "big")) != checksum:
        raise NotAKey("代码缺了字，或改了字", "letters of the code are missing or changed")
    if version != "1":
        raise NotAKey("它出自更新的手册", "it comes from a newer manual")
    points = b64decode(payload + "=" * (-len(payload) % 4), altchars=b"-_")
    if len(points) != LENGTH:
        raise NotAKey("长度不对", "its length is wrong")
    if not all(_on_curve(points[at : at + 32], points[at + 32 : at + 64]) for at in (0, 64)):
        raise NotAKey("它不是 P-256 的公钥", "it is no public key of P-256")
    return PublicKey(points, manual)


def write_public_key(points: bytes, manual: str, form: str = "p") -> str:
    """The code of two points; twin of `writeCode` in core/codes.js."""
    text = f"TMK1.{manual_letters(manual)}.{form}{letters(points)}"
    return f"{text}.{letters(crc32(text.encode()).to_bytes(4, 'big'))}"


def _on_curve(across: bytes, up: bytes) -> bool:
    x, y = int.from_bytes(across, "big"), int.from_bytes(up, "big")
    return x < _P and y < _P and (y * y - (x * x * x - 3 * x + _B)) % _P == 0
