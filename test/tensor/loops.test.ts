/** The loops over float32 numbers give the bits of the functions that stand beside the derivatives. */
import assert from "node:assert/strict";
import * as operations from "../../src/autograd/operations/operations.js";
import { grad } from "../../src/autograd/gradients.js";
import { RandomStream } from "../../src/random/stream.js";
import * as loops from "../../src/tensor/operations/loops.js";
import { Tensor, type TensorLike } from "../../src/tensor/tensor.js";

/** Storage of type float32 that no loop of its own takes, so that the function itself is called. */
class Plain extends Float32Array {}

const NUMBERS = [
  ...[0, -0, 1, -1, 2, -2.5, 0.1, 1e-30, -1e30, 88.9, -104, NaN, Infinity, -Infinity],
  ...Array.from({ length: 500 }, (_, i) => Math.sin(i * 7.3) * 10 ** ((i % 13) - 6)),
];
const OTHERS = NUMBERS.map((_, i) => NUMBERS[(i * 31 + 7) % NUMBERS.length]);

const inLoop = (numbers: readonly number[]) => new Tensor(Float32Array.from(numbers), [numbers.length]);
const oneByOne = (numbers: readonly number[]) => new Tensor(Plain.from(numbers), [numbers.length]);

type Operation = (...inputs: TensorLike[]) => Tensor;
const named = (name: string) => (operations as unknown as Record<string, Operation>)[name];

/** The derivative at every number. */
const slope = (of: (x: Tensor) => Tensor) => grad((x) => operations.sum(of(x)));

/** The numbers, where NaN and -0 count too. */
function bits({ storage }: Tensor): string[] {
  return Array.from(storage, (number) => (Object.is(number, -0) ? "-0" : String(number)));
}

describe("loops over float32 numbers", () => {
  for (const name of Object.keys(loops.MAPS))
    it(`${name}: the function's bits, and its derivative's`, () => {
      const y = named(name)(inLoop(NUMBERS));
      assert.deepEqual(bits(y), bits(named(name)(oneByOne(NUMBERS))));
      assert.deepEqual(
        bits(slope(named(name))(inLoop(NUMBERS))),
        bits(slope(named(name))(oneByOne(NUMBERS))),
      );
    });

  for (const name of [...Object.keys(loops.ZIPS), ...Object.keys(loops.COMPARISONS)])
    it(`${name}: the function's bits, and its derivatives'`, () => {
      const of = named(name);
      assert.deepEqual(
        bits(of(inLoop(NUMBERS), inLoop(OTHERS))),
        bits(of(oneByOne(NUMBERS), oneByOne(OTHERS))),
      );
      if (name in loops.COMPARISONS) return;
      for (const which of [0, 1]) {
        const derivative = (make: (numbers: readonly number[]) => Tensor) => {
          const other = make(OTHERS);
          return slope((x) => (which === 0 ? of(x, other) : of(other, x)))(make(NUMBERS));
        };
        assert.deepEqual(bits(derivative(inLoop)), bits(derivative(oneByOne)), `by argument ${which}`);
      }
    });

  it("clipByValue: the function's bits, and its derivative's", () => {
    const clip = (x: TensorLike) => operations.clipByValue(x, -0.5, 2);
    assert.deepEqual(bits(clip(inLoop(NUMBERS))), bits(clip(oneByOne(NUMBERS))));
    assert.deepEqual(bits(slope(clip)(inLoop(NUMBERS))), bits(slope(clip)(oneByOne(NUMBERS))));
  });

  it("repeats and copies of rows are those of single numbers", () => {
    const rows = operations.reshape(inLoop(NUMBERS.slice(0, 512)), [16, 32]);
    const plain = operations.reshape(oneByOne(NUMBERS.slice(0, 512)), [16, 32]);
    const calls: ((x: Tensor) => Tensor)[] = [
      (x) => operations.slice(x, [3, 2], [9, 25]),
      (x) => operations.add(x, operations.slice(x, [5, 0], [1, 32])),
      (x) => operations.add(x, operations.slice(x, [0, 7], [16, 1])),
      (x) => operations.broadcastTo(operations.slice(x, [0, 0], [1, 32]), [3, 5, 32]),
      (x) => operations.transpose(operations.reshape(x, [4, 4, 32]), [1, 0, 2]),
    ];
    for (const call of calls) assert.deepEqual(bits(call(rows)), bits(call(plain)), String(call));
  });

  it("a row is repeated no time along an empty axis", () => {
    const [empty, row] = [new Tensor(new Float32Array(0), [0, 3]), inLoop([1, 2, 3])];
    for (const sum of [operations.add(empty, row), operations.add(row, empty)]) {
      assert.deepEqual(sum.shape, [0, 3]);
      assert.equal(sum.storage.length, 0);
    }
  });

  it("an array of uniform numbers is drawn as they are one by one, and the stream goes on behind them", () => {
    const [many, single] = [new RandomStream(7), new RandomStream(7)];
    const drawn = new Float32Array(9);
    many.fillUniform(drawn, -1, 3);
    assert.deepEqual(
      [...drawn],
      Array.from({ length: 9 }, () => Math.fround(-1 + 4 * single.uniform())),
    );
    assert.equal(many.bits(), single.bits());
  });

  it("an array of normal numbers is drawn as they are one by one, and the stream goes on behind them", () => {
    const [many, single] = [new RandomStream(7), new RandomStream(7)];
    for (const length of [3, 0, 1, 300, 2, 511]) {
      const drawn = new Float32Array(length);
      many.fillNormal(drawn, -1, 3);
      assert.deepEqual(
        [...drawn],
        Array.from({ length }, () => Math.fround(-1 + 3 * single.normal())),
      );
    }
    assert.equal(many.normal(), single.normal());
    assert.equal(many.bits(), single.bits());
  });

  it("topk finds few values by one pass as many by sorting", () => {
    const x = inLoop([3, 1, 3, -2, 8, 8, 0, 5, 5, 5, -7, 2, 9, 1, 1, 4, 6, 3, 0, 9]);
    const few = operations.topk(x, 16).indices.dataSync();
    const all = operations.topk(x, 20).indices.dataSync();
    assert.deepEqual([...few], [...all].slice(0, 16));
  });
});
