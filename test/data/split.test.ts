import assert from "node:assert/strict";
import fc from "fast-check";
import { batches } from "../../src/data/batches.js";
import { shuffle } from "../../src/data/shuffle.js";
import { trainTestSplit } from "../../src/data/train-test-split.js";
import { flower } from "../../src/datasets/flower.js";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import { setSeed } from "../../src/random/r-random.js";
import { tensor } from "../../src/tensor/create.js";

/** A table in which every part tells the number of a row's example. */
function examples(n: number) {
  const numbers = Array.from({ length: n }, (_, i) => i);
  return {
    x: numbers.map((i) => [i, -i]),
    y: numbers.map((i) => `name ${i}`),
    bytes: Uint8Array.from(numbers),
    reals: Float64Array.from(numbers),
    pictures: tensor(
      numbers.flatMap((i) => [i, i, i, i]),
      [n, 2, 2],
    ),
    words: numbers.map((i) => Int32Array.of(i, 7)),
  };
}

/** The numbers of the examples in a table, after a check that all parts agree. */
function whichOf(table: ReturnType<typeof examples>): number[] {
  const which = table.x.map(([i]) => i);
  assert.deepEqual(
    table.y,
    which.map((i) => `name ${i}`),
  );
  assert.deepEqual([...table.bytes], which);
  assert.deepEqual(table.reals, Float64Array.from(which));
  assert.deepEqual(
    table.pictures.arraySync(),
    which.map((i) => [
      [i, i],
      [i, i],
    ]),
  );
  assert.deepEqual(
    table.words,
    which.map((i) => Int32Array.of(i, 7)),
  );
  return which;
}

describe("shuffle", () => {
  it("has the order of R's sample(n), and shuffles all parts alike", () => {
    const order = setSeed(3)
      .sample(10)
      .map((position) => position - 1);
    assert.deepEqual(whichOf(shuffle(examples(10), { seed: 3 })), order);
    assert.deepEqual(
      shuffle(order.map(String), { random: setSeed(3) }),
      order.map((i) => String(order[i])),
    );
    assert.deepEqual(
      shuffle(Uint8Array.of(5, 6, 7), { seed: 1 }),
      Uint8Array.from(setSeed(1).sample(3), (i) => i + 4),
    );
    assert.deepEqual(
      shuffle(
        tensor([
          [1, 2],
          [3, 4],
        ]),
        { seed: 1 },
      ).shape,
      [2, 2],
    );
  });

  it("continues a stream, and does not change its argument", () => {
    const random = setSeed(5);
    const data = [1, 2, 3, 4, 5, 6, 7, 8];
    assert.notDeepEqual(shuffle(data, { random }), shuffle(data, { random }));
    assert.deepEqual(data, [1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("refuses parts of different lengths", () => {
    assert.throws(
      () => shuffle({ x: [[1], [2]], y: [1] }),
      (error: unknown) =>
        error instanceof ShapeError && /shuffle, x, y : reçu \[2\], \[1\]/.test(error.message),
    );
    assert.throws(() => shuffle([]), ShapeError);
    assert.throws(() => shuffle({ x: 3 } as never), /reçu x: number/);
  });
});

describe("trainTestSplit", () => {
  it("puts every example in one part, the first of a random order in training", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 0, max: 1000 }),
        (n, percent, seed) => {
          const tests = Math.min(n - 1, Math.max(1, Math.round((n * percent) / 100)));
          const { train, test } = trainTestSplit(examples(n), { testSize: tests, seed });
          assert.deepEqual(
            [...whichOf(train), ...whichOf(test)],
            setSeed(seed)
              .sample(n)
              .map((position) => position - 1),
          );
          assert.equal(test.y.length, tests);
        },
      ),
    );
  });

  it("takes a quarter to test by default, or the share that is asked for", () => {
    assert.equal(trainTestSplit(examples(100)).test.y.length, 25);
    assert.equal(trainTestSplit(examples(100), { testSize: 0.1 }).train.y.length, 90);
    const { train, test } = trainTestSplit(flower({ seed: 1 }), { testSize: 0.2, stratify: "y" });
    assert.deepEqual([train.x.length, test.y.length], [320, 80]);
  });

  it("gives each class its share in both parts if it is stratified", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 25 }), { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.integer({ min: 0, max: 1000 }),
        (sizes, testSize, seed) => {
          const y = sizes.flatMap((size, label) => new Array<string>(size).fill(`class ${label}`));
          const tests = Math.round(testSize * y.length);
          fc.pre(tests > 0 && tests < y.length);
          const { train, test } = trainTestSplit(
            { y, i: y.map((_, i) => i) },
            { testSize, stratify: "y", seed },
          );
          assert.equal(test.y.length, tests);
          assert.deepEqual(
            [...train.i, ...test.i].sort((a, b) => a - b),
            y.map((_, i) => i),
          );
          sizes.forEach((size, label) => {
            const found = test.y.filter((name) => name === `class ${label}`).length;
            assert.ok(Math.abs(found - (size * tests) / y.length) < 1, `${found} of ${size}`);
          });
        },
      ),
    );
  });

  it("stratifies by one-hot rows, tensors and typed arrays", () => {
    const labels = Array.from({ length: 40 }, (_, i) => (i < 8 ? 1 : 0));
    for (const y of [
      labels,
      Uint8Array.from(labels),
      tensor(labels),
      labels.map((label) => [label, 1 - label]),
      tensor(labels.map((label) => [label, 1 - label])),
    ]) {
      const { i } = trainTestSplit({ y, i: labels.map((_, i) => i) }, { stratify: "y" }).test;
      assert.deepEqual([i.length, i.filter((index) => index < 8).length], [10, 2]);
    }
  });

  it("refuses sizes that leave a part empty, and classes that cannot be in both", () => {
    for (const testSize of [0, -1, 0.01, 0.99, 10, 2.5, NaN])
      assert.throws(() => trainTestSplit(examples(10), { testSize }), ArgumentError, String(testSize));
    assert.throws(
      () => trainTestSplit({ x: [1, 2, 3], y: ["a", "a", "b"] }, { stratify: "y", testSize: 1 }),
      /la classe b avec un seul exemple/,
    );
    assert.throws(() => trainTestSplit({ x: [1, 2, 3] }, { stratify: "z" as "x" }), /stratify : reçu "z"/);
    assert.throws(() => trainTestSplit({ x: [[1], [2]], y: [1] }), ShapeError);
  });
});

describe("batches", () => {
  it("contain all examples in their order, in every epoch", () => {
    const epoch = batches(examples(10), { batchSize: 4 });
    assert.equal(epoch.count, 3);
    for (const time of [1, 2])
      assert.deepEqual(
        [...epoch].map(whichOf),
        [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
          [8, 9],
        ],
        `time ${time}`,
      );
    assert.deepEqual([...batches(examples(10), { batchSize: 4, dropLast: true })].map(whichOf), [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
    assert.equal([...batches({ x: [1, 2, 3] })].length, 1);
  });

  it("have another order in each epoch where they are shuffled, the same for the same seed", () => {
    const data = examples(20);
    const orders = (seed: number) => {
      const epoch = batches(data, { batchSize: 6, shuffle: true, seed });
      return [1, 2].map(() => [...epoch].flatMap(whichOf));
    };
    const [first, second] = orders(1);
    assert.notDeepEqual(first, second);
    for (const order of [first, second])
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        data.x.map(([i]) => i),
      );
    assert.deepEqual(orders(1), [first, second]);
    assert.notDeepEqual(orders(2)[0], first);
  });

  it("refuse an impossible size", () => {
    for (const batchSize of [0, -1, 1.5, NaN])
      assert.throws(() => batches({ x: [1] }, { batchSize }), ArgumentError);
  });
});
