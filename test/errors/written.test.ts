import assert from "node:assert/strict";
import { written } from "../../src/errors/written.js";

describe("a value in a message", () => {
  for (const [value, text] of [
    ["relu", '"relu"'],
    [[2, null, "a"], '[2, null, "a"]'],
    [new Float32Array(20), "[0, 0, 0, 0, 0, 0, 0, 0, …]"],
    [{ units: 3, activation: "relu" }, "{ units, activation }"],
    [{ shape: [2, 3], dataSync: 0 }, "un tenseur de forme [2, 3]"],
    [Object.create(null), "{}"],
    [undefined, "undefined"],
    [Symbol("s"), "Symbol(s)"],
    [10n, "10n"],
    [Math.sqrt, "function sqrt"],
    [new Map(), "Map"],
  ] as const) {
    it(`is written ${text}`, () => assert.equal(written(value), text));
  }
});
