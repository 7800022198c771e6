import assert from "node:assert/strict";
import { ACTIVATION_NAMES, activationNamed } from "../../src/activations/activations.js";
import { erf } from "../../src/autograd/operations/error-function.js";
import { logitsOf } from "../../src/activations/logits.js";
import "../../src/autograd/methods.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { ArgumentError } from "../../src/errors/errors.js";
import { tensor } from "../../src/tensor/create.js";

describe("activations", () => {
  const VALUES = [-4, -1.3, -0.2, 0.4, 1.1, 3.7];
  const weights = tensor([0.3, -1, 0.7, 2, -0.4, 1.2], undefined, "float64");

  for (const name of ACTIVATION_NAMES) {
    it(`${name}: the derivative agrees with central differences`, () => {
      const f = activationNamed(name, "test");
      const loss = (values: readonly number[]) =>
        f(tensor(values, undefined, "float64"))
          .mul(weights)
          .sum();
      const x = tensor(VALUES, undefined, "float64");
      const [found] = valueAndGradients(() => f(x).mul(weights).sum(), [x]).gradients;
      VALUES.forEach((value, i) => {
        const moved = (by: number) => loss(VALUES.map((v, j) => (i === j ? v + by : v))).item();
        const expected = (moved(1e-6) - moved(-1e-6)) / 2e-6;
        assert.ok(
          Math.abs(found.data[i] - expected) < 1e-7,
          `at ${value}: ${found.data[i]}, expected ${expected}`,
        );
      });
    });
  }

  it("have their usual values", () => {
    const at = (name: Parameters<typeof activationNamed>[0], x: number) =>
      activationNamed(name, "test")(tensor([x], undefined, "float64")).item();
    const close = (value: number, expected: number) =>
      assert.ok(Math.abs(value - expected) < 1e-12, `${value}, expected ${expected}`);
    close(at("gelu", 1), 0.8413447460685429);
    close(at("softplus", -800), 0);
    close(at("softplus", 800), 800);
    close(at("elu", -1), Math.expm1(-1));
    close(at("swish", 1), 0.7310585786300049);
    close(at("softsign", -3), -0.75);
    close(at("leakyRelu", -1), -0.2);
    close(erf(0.5), 0.5204998778130465);
    close(erf(-3.5), -0.9999992569016276);
  });

  it("sigmoid and softmax remember the logits of their results", () => {
    const x = tensor([[1, 2]]);
    const p = activationNamed("softmax", "test")(x);
    assert.equal(logitsOf(p, "softmax"), x);
    assert.equal(logitsOf(p, "sigmoid"), undefined);
    assert.equal(logitsOf(x, "softmax"), undefined);
  });

  it("refuse an unknown name and suggest a similar one", () => {
    assert.throws(
      () => activationNamed("relus" as "relu", "dense_1"),
      (error) => error instanceof ArgumentError && /Vouliez-vous dire "relu"/.test(error.message),
    );
  });
});
