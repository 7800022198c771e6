/** Operations and gradients use their arguments or refuse them; they never ignore them. */
import assert from "node:assert/strict";
import {
  grad,
  layers,
  losses,
  max,
  mean,
  metrics,
  sequential,
  sum,
  tensor,
  train,
  variable,
  variableGrads,
  argMax,
  scalar,
  type Tensor,
} from "../../src/index.js";
import { ArgumentError } from "../../src/errors/errors.js";

/** A function without its types, to be called with any arguments, as JavaScript allows. */
const loose = (f: unknown) => f as (...given: readonly unknown[]) => Tensor;

function refuses(f: () => unknown, argument: string): void {
  assert.throws(f, (error) => error instanceof ArgumentError && error.argument === argument);
}

describe("arguments of operations", () => {
  it("that map of an array adds are ignored: reductions are over all axes of each element", () => {
    assert.deepEqual(
      [
        [1, 2],
        [3, 4],
      ]
        .map(sum)
        .map((each) => each.arraySync()),
      [3, 7],
    );
    assert.deepEqual(
      [
        tensor([
          [1, 2],
          [3, 4],
        ]),
        tensor([
          [5, 6],
          [7, 8],
        ]),
      ]
        .map(mean)
        .map((each) => each.arraySync()),
      [2.5, 6.5],
    );
    assert.deepEqual(
      [
        [1, 2],
        [4, 3],
      ]
        .map(argMax)
        .map((each) => each.arraySync()),
      [1, 0],
    );
    refuses(() => [1, 5, 2].reduce(loose(max) as never), "keepDims");
  });

  it("of a reduction are checked under its own name, and null is every axis", () => {
    assert.deepEqual(
      sum(
        [
          [1, 2],
          [3, 4],
        ],
        null,
        true,
      ).arraySync(),
      [[10]],
    );
    refuses(() => loose(sum)([[1, 2]], 0, 1), "keepDims");
    refuses(() => loose(sum)([1], 0, true, 5), "arguments");
    assert.throws(
      () => mean([1], 3),
      (error) => error instanceof ArgumentError && error.message.startsWith("mean"),
    );
  });

  it("beyond those of a loss or a metric are refused", () => {
    for (const f of [...Object.values(losses), metrics.binaryAccuracy, metrics.precision])
      refuses(() => loose(f)([[1]], [[1]], [2]), "arguments");
  });

  it("beyond those of an optimizer are refused: clipping is an option", () => {
    for (const make of [
      train.sgd,
      train.momentum,
      train.rmsprop,
      train.adagrad,
      train.adam,
      train.adamW,
    ] as unknown[]) {
      const many = Array.from(
        { length: make === train.sgd ? 1 : make === train.adagrad ? 2 : 5 },
        () => undefined,
      );
      assert.throws(() => loose(make)(0.1, ...many, { clipNorm: 1 }), /clipNorm/);
      assert.doesNotThrow(() => loose(make)(0.1, ...many, undefined));
    }
  });
});

describe("a gradient", () => {
  it("goes through cast to another kind of real numbers, and from integers", () => {
    assert.deepEqual(grad((x) => x.cast("float64").square().sum())(tensor([3])).arraySync(), [6]);
    assert.equal(grad((x) => x.cast("float64").square().sum())(tensor([3])).dtype, "float32");
    assert.deepEqual(
      grad((x) => x.cast("float32").square().sum())(tensor([3], undefined, "int32")).arraySync(),
      [6],
    );
  });

  it("of what depends on nothing is refused instead of being zero", () => {
    const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
    for (const f of [
      () => scalar(3),
      (x: Tensor) => scalar(x.dataSync()[0] ** 2),
      (x: Tensor) => model.predict(x).sum() as Tensor,
      (x: Tensor) => argMax(x).cast("float32").sum(),
    ])
      refuses(() => grad(f)([[1, 2]]), "f");
    refuses(() => variableGrads(() => model.predict([[1, 2]]).sum() as Tensor), "f");
    refuses(() => variableGrads(() => scalar(1), [variable(tensor([1]))]), "f");
    assert.equal(grad((x) => x)(3).item(), 1);
    assert.equal(Object.keys(variableGrads(() => model.apply(tensor([[1, 2]])).sum()).grads).length, 2);
  });
});
