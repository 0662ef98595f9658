// What any packer makes of a text comes out the same; anything else comes out as nothing, and soon.
import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync } from "node:zlib";
import { inflate } from "../../site_overrides/assets/core/inflate.js";
import { random } from "./chance.js";

const MANY = 1 << 20;
const bytes = (text) => new TextEncoder().encode(text);

for (const [name, strategy] of Object.entries({ usual: constants.Z_DEFAULT_STRATEGY, fixed: constants.Z_FIXED, "letters only": constants.Z_HUFFMAN_ONLY })) {
  test(`every packing comes out as it went in: ${name}`, () => {
    const { below } = random(7);
    for (let round = 0; round < 300; round++) {
      const size = below(round < 280 ? 400 : 70000), signs = 1 + below(256);
      const text = Uint8Array.from({ length: size }, () => below(signs));
      for (const level of [0, 1, 9]) {
        assert.deepEqual(inflate(deflateRawSync(text, { level, strategy }), MANY), text);
      }
    }
  });
}

test("a text packed by the browser's own stream comes out as it went in", async () => {
  const text = bytes("先处理心情，再处理事情。".repeat(200));
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer()).slice(2, -4);
  assert.deepEqual(inflate(packed, MANY), text);
});

test("what was cut off comes out as nothing", () => {
  const packed = deflateRawSync(bytes("promise, then keep it. ".repeat(30)));
  for (let size = 0; size < packed.length; size++) assert.equal(inflate(packed.subarray(0, size), MANY), null);
});

test("nothing larger than allowed comes out", () => {
  const packed = deflateRawSync(new Uint8Array(100000));
  assert.equal(inflate(packed, 99999), null);
  assert.equal(inflate(packed, 100000).length, 100000);
});

test("any bytes at all come to an end", () => {
  const { below } = random(11);
  for (let round = 0; round < 20000; round++) {
    const out = inflate(Uint8Array.from({ length: below(60) }, () => below(256)), 5000);
    assert.ok(out === null || out.length <= 5000);
  }
});
