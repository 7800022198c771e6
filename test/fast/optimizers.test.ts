/** Which optimizers train on kernels: an option that the kernels do not know must never be ignored. */
import assert from "node:assert/strict";
import { fastOptimizer } from "../../src/fast/program/optimizers.js";
import { numberAbove } from "../../src/errors/kinds.js";
import { Adam } from "../../src/optimizers/adam.js";
import * as train from "../../src/optimizers/train.js";

describe("optimizers on kernels", () => {
  const WITH_KERNELS: readonly train.Optimizer[] = [
    train.sgd(0.1),
    train.momentum(0.1, 0.9, true),
    train.rmsprop(0.1),
    train.adagrad(0.1),
    train.adam(0.1),
    train.adamW(0.1),
    train.adadelta(1),
    train.adamax(0.1),
    train.adam({ learningRate: 0.1, clipNorm: 1 }),
  ];

  for (const optimizer of WITH_KERNELS)
    it(`${optimizer.className} has a kernel that knows ${optimizer.optionNames.join(", ")}`, () => {
      assert.ok(
        fastOptimizer(optimizer) !== undefined,
        "An option that src/fast/program/optimizers.ts does not know makes training slow: add it there.",
      );
    });

  it("an option without a kernel, a subclass, or a rule of its own has no kernel", () => {
    const withOption = new Adam({ learningRate: 0.1 }, "adam", {
      beta1: numberAbove(0, 0.9),
      beta2: numberAbove(0, 0.9),
      epsilon: numberAbove(0, 0.9),
      slowness: numberAbove(0, 1),
    });
    assert.ok(withOption.optionNames.includes("slowness"));
    class Own extends Adam {}
    const ruled = Object.assign(new Adam(), { update: () => undefined });
    for (const optimizer of [withOption, new Own(), ruled]) assert.equal(fastOptimizer(optimizer), undefined);
  });

  it("every option that a constructor takes is saved", () => {
    for (const optimizer of WITH_KERNELS)
      for (const name of optimizer.optionNames)
        assert.ok(Object.hasOwn(optimizer.getConfig(), name), `${optimizer.className}: ${name}`);
  });
});
