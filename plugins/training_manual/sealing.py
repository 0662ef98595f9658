"""Sealed exams: the opening code of a paper, what it has in common with its key file, and the paper under lock.

All of it follows from the exam's secret and its questions, so nothing has to be kept: whoever has the sources of an
edition works its code out again. Nothing here touches a disk or draws a random number but `new_secret`.
"""

from __future__ import annotations

import json
import secrets
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from hmac import digest as hmac
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from training_manual.interaction import Arrange, Choose, Interaction, Pair
from training_manual.item import Question
from training_manual.model.exam import Exam
from training_manual.model.public_key import letters

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_SALT, _KEY, _NONCE = 16, 16, 12


class WrongCode(ValueError):
    """The code opens another paper, or somebody changed this one."""


def new_secret() -> str:
    """32 letters and digits by chance: 190 bits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(32))


def structure(questions: Iterable[Question]) -> list[Any]:
    """What stands in a paper without any wording and without the key: ids and kinds, in an order of their own."""
    return sorted([one.id, one.kind, *_atoms(one.interaction())] for one in questions)


def _atoms(interaction: Interaction) -> tuple[list[str], list[str]]:
    match interaction:
        case Choose(options=atoms) | Arrange(items=atoms):
            return sorted(atom.id for atom in atoms), []
        case Pair(rows=rows, choices=choices):
            return sorted(row.id for row in rows), sorted(choice.id for choice in choices)
    return [], []  # a text is typed, and what it is judged by stands in no paper


def pool_digest(questions: Iterable[Question]) -> str:
    """The same for every wording and every key, another one for another paper: tells whether two belong together."""
    return sha256(_canonical(structure(questions)).encode()).hexdigest()[:16]


def opening_code(manual: str, exam: Exam, pool: Iterable[tuple[str, Question]]) -> str:
    """What opens the paper, in four groups of four. `pool`: its questions in the source language, with their tags."""
    assert exam.secret is not None, "only a sealed exam has an opening code"
    held = sorted(
        [question.id, tag, question.model_dump(mode="json", exclude_defaults=True, exclude={"silenced"})]
        for tag, question in pool
    )
    message = f"training-manual/opening/1\n{manual}\n{exam.id}\n{_canonical(held)}"
    number = int.from_bytes(hmac(exam.secret.encode(), message.encode(), "sha256")[:10], "big")
    code = "".join(_CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(code[at : at + 4] for at in range(0, 16, 4))


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True)
class Lock:
    """What one paper is sealed with; `info` binds it to its manual, exam and questions."""

    code: str
    manual: str
    exam: str
    digest: str

    @property
    def info(self) -> bytes:
        return f"training-manual/paper/1\n{self.manual}\n{self.exam}\n{self.digest}".encode()

    def drawn(self, salt: bytes) -> tuple[AESGCM, bytes]:
        """The cipher and its nonce."""
        letters_of_code = self.code.replace("-", "").encode()
        made = HKDF(SHA256(), _KEY + _NONCE, salt, self.info).derive(letters_of_code)
        return AESGCM(made[:_KEY]), made[_KEY:]


def seal_paper(plain: bytes, lock: Lock, secret: str, language: str) -> bytes:
    """The paper under lock, in letters. The salt follows from what is sealed: no key ever seals two texts.

    It is the packed text that counts: another version of zlib packs the same paper into other bytes.
    """
    packed = _packed(plain)
    salt = hmac(secret.encode(), f"training-manual/salt/1\n{language}\n".encode() + packed, "sha256")[:_SALT]
    cipher, nonce = lock.drawn(salt)
    return letters(salt + cipher.encrypt(nonce, packed, lock.info)).encode()


def _packed(plain: bytes) -> bytes:
    """Raw deflate: what is sealed cannot be packed on its way, and a paper is a tenth of its HTML."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(plain) + packer.flush()


def open_paper(sealed: bytes, lock: Lock) -> bytes:
    """The plain text of a sealed paper, as the page opens it. Raises WrongCode."""
    data = urlsafe_b64decode(sealed + b"=" * (-len(sealed) % 4))
    cipher, nonce = lock.drawn(data[:_SALT])
    try:
        return zlib.decompress(cipher.decrypt(nonce, data[_SALT:], lock.info), -zlib.MAX_WBITS)
    except InvalidTag:
        raise WrongCode from None
