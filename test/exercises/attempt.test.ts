import assert from "node:assert/strict";
import { isFilledIn, isWritten, onlyComputes } from "../../src/exercises/attempt.js";
import { outsideRead } from "../../src/exercises/outside.js";

type Answer = (...inputs: never[]) => unknown;

describe("attempts at an answer", () => {
  const rest = NaN;
  it("a function that returns the placeholder of the statement is not an attempt", () => {
    const left: readonly Answer[] = [
      () => NaN,
      () => {
        return NaN;
      },
      () => [],
      () => [[], NaN],
      () => {
        return [[], [], [], NaN];
      },
      () => "",
      () => rest,
      function () {
        return NaN;
      },
      (/* z */) => {
        /* À vous. */ return NaN;
      },
      () => undefined,
      () => {},
    ];
    for (const answer of left) assert.equal(isWritten(answer), false, String(answer));
  });
  it("a function that computes is an attempt", () => {
    const tried: readonly Answer[] = [
      (z: number) => Math.log(-z),
      (z: number) => z / 0 - z / 0,
      (y: number[]) => {
        let s = 0;
        for (const v of y) s += v;
        return s / 0;
      },
      (y: number[]) => y[9],
      function (z: number) {
        return z * NaN;
      },
      Math.log,
    ];
    for (const answer of tried) assert.equal(isWritten(answer), true, String(answer));
  });
  it("a name is filled in if a cell gives it anything but a placeholder", () => {
    for (const left of [
      "const n = NaN;",
      "// const n = 3;\nconst n = NaN; // à vous",
      "const n: number = NaN",
      "const [m, n] = [NaN, NaN];",
      'let n = "";',
      "const n = [];",
      "const m = 3;",
    ])
      assert.equal(isFilledIn("n", left), false, left);
    for (const tried of [
      "const n = 0 / 0;",
      "const n: number = Math.log(-1);",
      "const [m, n] = f(3);",
      "let n = NaN;\nn = v[9] * 2;",
      "const n = [NaN, 3];",
      "const { n } = o;",
    ])
      assert.equal(isFilledIn("n", tried), true, tried);
  });
  it("a function only computes if it neither calls functions of the notebook nor changes variables outside", () => {
    for (const pure of [
      (z: number) => Math.exp(z),
      (y: number[]) => y.map((v) => v ** 2).reduce((a, b) => a + b, 0),
      (n: number) => {
        for (let i = 0; i < n; i++) if (i > 3) return Number(i);
        return 0;
      },
    ] as readonly Answer[])
      assert.equal(onlyComputes(pure), true, String(pure));
    const other = (): number => 3;
    for (const risky of [
      () => other(),
      () => console.log(1),
      async () => 3,
      () => new Date(),
      () => globalThis,
      Math.log,
    ] as readonly Answer[])
      assert.equal(onlyComputes(risky), false, String(risky));
  });
});

describe("reads past the end", () => {
  it("are found by the function's own names, in rows too", () => {
    assert.deepEqual(outsideRead(((y: number[]) => y[y.length]) as never, [[1, 2]]), {
      name: "y",
      index: 2,
      length: 2,
    });
    assert.deepEqual(outsideRead(((W: number[][]) => W[1][5]) as never, [[[1], [2]]]), {
      name: "W[1]",
      index: 5,
      length: 1,
    });
    assert.deepEqual(outsideRead(((_: number, x: number[]) => x[3].toFixed()) as never, [1, [2]]), {
      name: "x",
      index: 3,
      length: 1,
    });
  });
  it("do not occur in loops that end in time, nor inside methods", () => {
    for (const right of [
      (y: number[]) => y.map((v, i) => v * y[i]),
      (y: number[]) => y.at(-1),
      (y: number[]) => [...y].sort(),
      (y: number[]) => Math.max(...y),
      (y: number[]) => y.indexOf(9),
    ]) {
      assert.equal(outsideRead(right as never, [[3, 1, 2]]), undefined, String(right));
    }
  });
});
