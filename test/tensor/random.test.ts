/** Random tensors: which stream they draw from, and their distributions. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { dropout } from "../../src/autograd/operations/operations.js";
import { setSeed } from "../../src/random/r-random.js";
import {
  multinomial,
  rand,
  randomGamma,
  randomNormal,
  randomStandardNormal,
  randomUniform,
  randomUniformInt,
  truncatedNormal,
} from "../../src/tensor/random.js";
import { ones } from "../../src/tensor/create.js";
import type { Tensor } from "../../src/tensor/tensor.js";

/** Every free draw, with a seed or without. */
const DRAWS: Readonly<Record<string, (seed?: number) => Tensor>> = {
  randomNormal: (seed) => randomNormal([8], 0, 1, "float32", seed),
  randomStandardNormal: (seed) => randomStandardNormal([8], "float32", seed),
  truncatedNormal: (seed) => truncatedNormal([8], 0, 1, "float32", seed),
  randomUniform: (seed) => randomUniform([8], 0, 1, "float32", seed),
  randomUniformInt: (seed) => randomUniformInt([8], 0, 1000, seed),
  randomGamma: (seed) => randomGamma([8], 2, 1, "float32", seed),
  multinomial: (seed) => multinomial([0, 0, 0], 20, seed),
  dropout: (seed) => dropout(ones([40]), 0.5, null, seed),
};

const values = (x: Tensor) => [...x.dataSync()];
const mean = (x: Tensor) => values(x).reduce((sum, value) => sum + value, 0) / x.size;
const spread = (x: Tensor) => {
  const centre = mean(x);
  return Math.sqrt(values(x).reduce((sum, value) => sum + (value - centre) ** 2, 0) / x.size);
};
const near = (value: number, expected: number, within: number) =>
  assert.ok(Math.abs(value - expected) < within, `${value}, expected ${expected}`);

describe("random tensors", () => {
  for (const [name, draw] of Object.entries(DRAWS)) {
    it(`${name}: without a seed go on, and setSeed begins them anew`, () => {
      setSeed(5);
      const [first, second] = [values(draw()), values(draw())];
      assert.notDeepEqual(first, second);
      setSeed(5);
      assert.deepEqual([values(draw()), values(draw())], [first, second]);
      setSeed(6);
      assert.notDeepEqual(values(draw()), first);
    });
    it(`${name}: with a seed are the same each time, and leave the stream alone`, () => {
      setSeed(5);
      const free = values(draw());
      setSeed(5);
      assert.deepEqual(values(draw(3)), values(draw(3)));
      assert.deepEqual(values(draw()), free);
      assert.deepEqual(values(draw(5)), free, "the stream begins as one of its own does");
    });
  }

  it("begin at the same seed in every process", async () => {
    const source = `import("${new URL("../../src/tensor/random.js", import.meta.url).href}").then(
      ({ randomNormal }) => require("node:worker_threads").parentPort.postMessage(randomNormal([3]).dataSync()));`;
    const worker = new Worker(source, { eval: true });
    const [drawn] = (await once(worker, "message")) as [Float32Array];
    assert.deepEqual([...drawn], values(randomNormal([3], 0, 1, "float32", 1)));
  });

  it("of one stream differ whatever draws them", () => {
    setSeed(5);
    const [a, b] = [randomUniform([4]), randomUniform([4])];
    setSeed(5);
    assert.deepEqual(values(randomUniform([8])), [...values(a), ...values(b)]);
  });

  it("R's generator draws as before, and internal seeds leave the stream alone", () => {
    setSeed(5);
    const free = values(randomUniform([2]));
    const r = setSeed(5);
    r.rnorm(10);
    assert.deepEqual(values(randomUniform([2])), free);
  });

  it("have their distributions", () => {
    const count = 20000;
    const normal = truncatedNormal([count], 1, 2, "float32", 3);
    assert.ok(values(normal).every((value) => Math.abs(value - 1) <= 4));
    near(mean(normal), 1, 0.05);
    near(spread(normal), 2 * 0.8796, 0.05);
    for (const [alpha, beta] of [
      [0.5, 1],
      [3, 2],
    ]) {
      const gamma = randomGamma([count], alpha, beta, "float32", 4);
      near(mean(gamma), alpha / beta, 0.05);
      near(spread(gamma), Math.sqrt(alpha) / beta, 0.05);
    }
    near(mean(randomNormal([count], 0.8, 1, "int32", 10)), 0.8, 0.05);
    const dice = randomUniformInt([count], 1, 7, 5);
    assert.equal(dice.dtype, "int32");
    assert.deepEqual([...new Set(values(dice))].sort(), [1, 2, 3, 4, 5, 6]);
    near(mean(dice), 3.5, 0.05);
    near(mean(randomStandardNormal([count], "float32", 6)), 0, 0.03);
    near(mean(dropout(ones([count]), 0.3, null, 7)), 1, 0.03);
  });

  it("multinomial draws classes as often as their probabilities say, for each row", () => {
    const classes = multinomial(
      [
        [Math.log(0.1), Math.log(0.6), Math.log(0.3)],
        [1000, 0, 0],
      ],
      20000,
      8,
    );
    assert.deepEqual([classes.shape, classes.dtype], [[2, 20000], "int32"]);
    const rows = [values(classes).slice(0, 20000), values(classes).slice(20000)];
    const share = (row: number[], each: number) => row.filter((value) => value === each).length / 20000;
    [0.1, 0.6, 0.3].forEach((expected, i) => near(share(rows[0], i), expected, 0.02));
    assert.equal(share(rows[1], 0), 1);
    const given = multinomial([0.25, 0.75], 20000, 9, true);
    near(mean(given), 0.75, 0.02);
  });

  it("dropout keeps or drops together along an axis of the noise's extent 1", () => {
    const x = dropout(ones([50, 4]), 0.5, [null, 1], 1).arraySync() as number[][];
    assert.ok(x.every((row) => new Set(row).size === 1));
    assert.deepEqual(new Set(x.flat()), new Set([0, 2]));
  });

  it("rand calls the function for each number", () => {
    let next = 0;
    assert.deepEqual(rand([2, 2], () => next++, "int32").arraySync(), [
      [0, 1],
      [2, 3],
    ]);
  });
});
