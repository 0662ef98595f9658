// What people typed arrives in a spreadsheet as what they typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv } from "../../site_overrides/assets/core/spreadsheet.js";

test("a spreadsheet never takes a name for a formula", () => {
  assert.equal(csv([["小李", "a,b"], ['说"好"', "=1+1"], [12, -3]]), '小李,"a,b"\r\n"说""好""",\'=1+1\r\n12,-3');
});

test("nor what begins with another sign of a formula, in full width or behind a space", () => {
  for (const text of ["=1", "+1+1", "-1+1", "@A1", "\t=1", "\r=1", "＝1", "＋1", "－cmd", "＠x", " =1", "\ufeff=1"])
    assert.equal(csv([[text]], ",", true), `"'${text}"`, JSON.stringify(text));
});

test("with every cell in quotes breaks and quotes stay in their cell", () => {
  assert.equal(csv([["一\r\n二", 'x"y', -2.5, null]], ",", true), '"一\r\n二","x""y","-2.5",""');
});
