/** Proves the comparison with central differences itself: whatever gradient is broken, it is seen. */
import assert from "node:assert/strict";
import { tensor } from "../../src/tensor/create.js";
import { breakEachGradient } from "./breaks.js";
import { OPERATIONS } from "./cases.js";

describe("a broken gradient", () => {
  for (const [name, f, ...values] of OPERATIONS) {
    it(`of ${name} is seen`, () => {
      const inputs = values.map((value) => tensor(value).cast("float64"));
      const { found, unseen } = breakEachGradient(() => f(...inputs), inputs);
      assert.deepEqual(unseen, []);
      // Each input's gradient at least: another sign, all of it missing, a term missing, a factor forgotten.
      assert.ok(found >= 4 * inputs.length, `only ${found} gradients could be broken`);
    });
  }
});
