"""Sealing in the page agrees with Python's HPKE, both ways; a changed byte or another key opens nothing."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
    generate_private_key,
)

from browser.walking import Watched, in_page

pytestmark = pytest.mark.browser

SUITE = hpke.Suite(hpke.KEM.P256, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM)
INFO = "training-manual/slip/1\nNY-CS\n00112233445566aa\n2026.1\n8f14e45fceea167a"
SAID = "王小明：您别急，我来看看。" * 20


def letters(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def point(jwk: dict[str, str]) -> EllipticCurvePublicKey:
    x, y = (int.from_bytes(data(jwk[name]), "big") for name in "xy")
    return EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()


def test_python_opens_what_the_page_has_sealed(desk: Watched) -> None:
    page, private = desk.open("assignment/"), generate_private_key(SECP256R1())
    numbers = private.public_key().public_numbers()
    known = numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big") + bytes(64)
    script = """
        const {sealTo} = await core("seal"), {bytesOf, letters} = await core("codes"), {utf8} = await core("keys");
        return letters(await sealTo(bytesOf(given[0]), utf8(given[1]), utf8(given[2])));"""
    sealed = data(in_page(page, script, letters(known), SAID, INFO))
    assert SUITE.decrypt(sealed, private, INFO.encode()).decode() == SAID
    with pytest.raises(InvalidTag):
        SUITE.decrypt(sealed, private, INFO.replace("2026.1", "2026.2").encode())
    with pytest.raises(InvalidTag):
        SUITE.decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]), private, INFO.encode())


def test_the_page_opens_what_python_has_sealed_with_its_own_key_alone(desk: Watched) -> None:
    page = desk.open("assignment/")
    mine, other = in_page(page, "const {makeKeys} = await core('keys'); return [await makeKeys(), await makeKeys()];")
    sealed = letters(SUITE.encrypt(SAID.encode(), point(mine["seal"]), INFO.encode()))
    script = """
        const {openWith} = await core("seal"), {bytesOf} = await core("codes"), {utf8} = await core("keys");
        const plain = await openWith(given[0], bytesOf(given[1]), utf8(given[2]));
        return plain && new TextDecoder().decode(plain);"""
    assert in_page(page, script, mine, sealed, INFO) == SAID
    assert in_page(page, script, other, sealed, INFO) is None
    assert in_page(page, script, mine, sealed, INFO + "x") is None
