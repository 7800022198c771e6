import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgumentError, ShapeError } from "../../src/errors/errors.js";
import {
  eye,
  linspace,
  oneHot,
  randomNormal,
  range,
  tensor,
  tensor1d,
  tensor2d,
} from "../../src/tensor/create.js";
import * as raw from "../../src/tensor/operations/operations.js";
import { broadcastShapes, sizeOf } from "../../src/tensor/shape.js";
import { Variable } from "../../src/tensor/tensor.js";

describe("tensors", () => {
  it("are made of nested arrays and typed arrays, and give the same arrays back", () => {
    assert.deepEqual(
      tensor([
        [1, 2],
        [3, 4],
      ]).arraySync(),
      [
        [1, 2],
        [3, 4],
      ],
    );
    assert.deepEqual(tensor(new Uint8Array([1, 2, 3, 4]), [2, 2]).arraySync(), [
      [1, 2],
      [3, 4],
    ]);
    assert.equal(tensor(new Uint8Array(4)).dtype, "uint8");
    assert.equal(tensor1d([1, 2], "int32").dtype, "int32");
    assert.deepEqual(tensor([new Float32Array([1, 2]), new Float32Array([3, 4])]).shape, [2, 2]);
  });

  it("refuse uneven arrays, a wrong number of axes, a shape that does not fit", () => {
    assert.throws(() => tensor([[1, 2], [3]]), ArgumentError);
    assert.throws(() => tensor(["a"] as unknown as number[]), ArgumentError);
    assert.throws(() => tensor2d([1, 2, 3]), /tensor1d/);
    assert.throws(() => tensor([1, 2, 3], [2, 2]), ShapeError);
  });

  it("are displayed as a small table, shortened if large", () => {
    assert.equal(
      tensor([
        [1, 2.5],
        [-3, 4],
      ]).toString(),
      "tenseur [2, 2] float32\n    1  2.5\n   -3    4",
    );
    assert.match(randomNormal([500, 400]).toString(), /…/);
  });

  it("can be ranges, identities, one-hot rows", () => {
    assert.deepEqual(range(0, 5, 2).arraySync(), [0, 2, 4]);
    assert.deepEqual(linspace(0, 1, 3).arraySync(), [0, 0.5, 1]);
    assert.deepEqual(eye(2).arraySync(), [
      [1, 0],
      [0, 1],
    ]);
    assert.deepEqual(oneHot([1, 0], 3).arraySync(), [
      [0, 1, 0],
      [1, 0, 0],
    ]);
    assert.throws(() => oneHot([3], 3), /labels\[0\]/);
  });

  it("of random numbers are the same for the same seed, and normal", () => {
    const data = Array.from(randomNormal([10_000], 0, 1, "float32", 7).data);
    assert.deepEqual(tensor(data).data, randomNormal([10_000], 0, 1, "float32", 7).data);
    assert.notDeepEqual(tensor(data).data, randomNormal([10_000], 0, 1, "float32", 8).data);
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
    assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 1) < 0.05, `${mean} ${variance}`);
  });

  it("that are variables keep their shape", () => {
    const variable = new Variable(tensor([1, 2]));
    variable.assign(tensor([3, 4]));
    assert.deepEqual(variable.arraySync(), [3, 4]);
    assert.throws(() => variable.assign(tensor([1])), ShapeError);
  });
});

describe("operations on tensors", () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 4 });
  const counted = (shape: readonly number[]) =>
    tensor(
      Float32Array.from({ length: sizeOf(shape) }, (_, i) => i + 1),
      shape,
    );

  it("broadcast as the definition says, position by position", () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.boolean()), fc.nat(4), (shape, ones, dropped) => {
        const a = counted(shape);
        const b = counted(shape.map((extent, axis) => (ones[axis] ? 1 : extent)).slice(dropped));
        const sum = raw.zip(a, b, (x, y) => 100 * x + y, "test");
        assert.deepEqual(sum.shape, broadcastShapes(a.shape, b.shape, "test"));
        const at = (t: typeof a, position: number[]) =>
          t.data[
            position
              .slice(position.length - t.rank)
              .reduce((index, p, axis) => index * t.shape[axis] + (t.shape[axis] === 1 ? 0 : p), 0)
          ];
        for (let i = 0; i < sum.size; i++) {
          let rest = i;
          const position = sum.shape.map((_, axis) => {
            const stride = sizeOf(sum.shape.slice(axis + 1));
            const here = Math.floor(rest / stride);
            rest %= stride;
            return here;
          });
          assert.equal(sum.data[i], 100 * at(a, position) + at(b, position));
        }
      }),
    );
  });

  it("refuse shapes that do not broadcast, naming both", () => {
    assert.throws(() => broadcastShapes([2, 3], [2], "add"), /\[2, 3\], \[2\]/);
  });

  it("undo a transposition by its inverse, a slice by placing it back", () => {
    fc.assert(
      fc.property(
        shapes.chain((shape) =>
          fc.tuple(
            fc.constant(shape),
            fc.shuffledSubarray(
              shape.map((_, i) => i),
              { minLength: shape.length },
            ),
          ),
        ),
        ([shape, order]) => {
          const x = counted(shape);
          const there = raw.transpose(x, order);
          assert.deepEqual(
            raw.transpose(
              there,
              order.map((_, axis) => order.indexOf(axis)),
            ).data,
            x.data,
          );
          const begin = shape.map((extent) => extent - 1);
          const placed = raw.placeInZeros(raw.slice(x, begin), shape, begin);
          assert.equal(placed.data.at(-1), x.data.at(-1));
        },
      ),
    );
  });

  it("sum over any axes, keeping them or not", () => {
    const x = counted([2, 3, 4]);
    assert.deepEqual(raw.sum(x, [0, 2]).arraySync(), [68, 100, 132]);
    assert.deepEqual(raw.sum(x, -1, true).shape, [2, 3, 1]);
    assert.deepEqual(
      raw
        .argMax(
          tensor([
            [1, 3, 3],
            [9, 2, 1],
          ]),
        )
        .arraySync(),
      [1, 0],
    );
    assert.throws(() => raw.sum(x, 3), /axis/);
  });

  it("multiply stacks of matrices, transposed or not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.boolean(),
        (n, k, m, ta, tb) => {
          const a = counted(ta ? [2, k, n] : [2, n, k]);
          const b = counted(tb ? [m, k] : [k, m]);
          const c = raw.matMul(a, b, ta, tb);
          assert.deepEqual(c.shape, [2, n, m]);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < m; j++) {
              let sum = 0;
              for (let l = 0; l < k; l++)
                sum += a.data[n * k + (ta ? l * n + i : i * k + l)] * b.data[tb ? j * k + l : l * m + j];
              assert.equal(c.data[n * m + i * m + j], sum);
            }
          }
        },
      ),
    );
    assert.throws(() => raw.matMul(tensor([[1, 2]]), tensor([[1, 2]])), /\[1, 2\], \[1, 2\]/);
  });
});
