import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { layers, sequential, train, Tensor, type CompileOptions } from "neurones";
import { flavourFor } from "../../src/fast/deterministic.js";
import { kernelModule } from "../../src/fast/kernel-module.js";
import { numbers } from "./workbench.js";

const SWITCH = "NEURONES_DETERMINISTIC";

/** A digest of all weights after three epochs. */
async function weightsAfter(
  options: Pick<CompileOptions, "deterministic">,
  activation: "relu" | "gelu" = "relu",
): Promise<string> {
  const model = sequential({
    layers: [
      layers.dense({ units: 60, activation, inputShape: [40] }),
      layers.dense({ units: 30, activation: "tanh" }),
      layers.dense({ units: 3, activation: "softmax" }),
    ],
  });
  model.compile({ optimizer: train.adam(0.01), loss: "sparseCategoricalCrossentropy", ...options });
  await model.fit(
    new Tensor(numbers(90 * 40, 1), [90, 40]),
    Uint8Array.from({ length: 90 }, (_, i) => i % 3),
    { epochs: 3, batchSize: 30, verbose: 0 },
  );
  const digest = createHash("sha256");
  for (const { data } of model.getWeights())
    digest.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  return digest.digest("hex").slice(0, 16);
}

describe("deterministic training", () => {
  afterEach(() => delete process.env[SWITCH]);

  it("gives the bits that this test lists, on every machine, whether activations use their values or arguments", async () => {
    assert.equal(await weightsAfter({ deterministic: true }), "994cb07af4bfdf99");
    assert.equal(await weightsAfter({ deterministic: true }, "gelu"), "798e13d9ac9da956");
  });

  it("can also be requested by the environment", async () => {
    const expected = await weightsAfter({ deterministic: true });
    process.env[SWITCH] = "1";
    assert.equal(await weightsAfter({}), expected);
    assert.equal(flavourFor({ graph: undefined as never, training: undefined }), "plain");
  });

  it("is not the default where relaxed SIMD can run", function () {
    if (kernelModule("relaxed") === undefined) this.skip();
    assert.notEqual(flavourFor({ graph: undefined as never, training: undefined }), "plain");
  });
});
