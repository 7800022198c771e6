/** Tests the comparison with central differences itself: it detects every broken gradient. */
import assert from "node:assert/strict";
import { tensor } from "../../src/tensor/create.js";
import { breakEachGradient } from "./breaks.js";
import { OPERATIONS } from "./cases.js";

describe("a broken gradient", () => {
  for (const [name, f, ...values] of OPERATIONS) {
    it(`of ${name} is detected`, () => {
      const inputs = values.map((value) => tensor(value).cast("float64"));
      const { found, unseen } = breakEachGradient(() => f(...inputs), inputs);
      assert.deepEqual(unseen, []);
      // For each input at least: another sign, the whole gradient missing, a term missing, a factor
      // forgotten.
      assert.ok(found >= 4 * inputs.length, `only ${found} gradients could be broken`);
    });
  }
});
