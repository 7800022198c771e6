/** The multiply-adds of a training's products are counted. */
import assert from "node:assert/strict";
import { neuronesModel } from "../../bench/networks/children/neurones-model.js";
import type { LayerSpec, Network } from "../../bench/networks/networks.js";
import { countingProducts } from "../../bench/networks/products.js";

const ROWS = 16;

function networkOf(shape: readonly number[], layers: readonly LayerSpec[]): Network {
  return {
    name: "counted",
    shape,
    layers,
    data: { kind: "numbers", filled: 1 },
    classes: 0,
    target: "zeros",
    examples: ROWS,
    batchSize: ROWS,
  };
}

/** The multiply-adds of one training step. */
async function stepOf(shape: readonly number[], layers: readonly LayerSpec[]): Promise<number> {
  let counted = NaN;
  await countingProducts(async (tally) => {
    const model = neuronesModel(networkOf(shape, layers));
    const size = shape.reduce((product, extent) => product * extent);
    model.take({ x: Float32Array.from({ length: ROWS * size }, Math.random), y: new Uint8Array(ROWS) });
    await model.train();
    tally.multiplyAdds = 0;
    await model.train();
    counted = tally.multiplyAdds;
    assert.ok(tally.milliseconds > 0);
  });
  return counted;
}

describe("the products of a training", () => {
  it("of dense layers: forward, and back to all weights and to all inputs but the data", async () => {
    const layers: readonly LayerSpec[] = [
      ["dense", { units: 6 }],
      ["dense", { units: 3 }],
    ];
    assert.equal(await stepOf([8], layers), ROWS * (2 * 8 * 6 + 3 * 6 * 3));
  });

  it("of a convolution: one multiply-add for each place of the window", async () => {
    const window = 3 * 3 * 2 * 5;
    assert.equal(
      await stepOf([7, 6, 2], [["conv2d", { filters: 5, kernelSize: 3, dilationRate: 2 }]]),
      ROWS * (3 * 2) * 2 * window,
    );
  });

  it("of Winograd's convolution: those of its points, which are fewer", async () => {
    const layers: readonly LayerSpec[] = [["conv2d", { filters: 8, kernelSize: 3, padding: "same" }]];
    const [tiles, points] = [4, 36];
    assert.equal(await stepOf([8, 8, 8], layers), ROWS * tiles * points * 2 * 8 * 8);
  });

  it("are counted no longer afterwards", async () => {
    const { Instance } = WebAssembly;
    await countingProducts(() => Promise.resolve());
    assert.equal(WebAssembly.Instance, Instance);
  });
});
