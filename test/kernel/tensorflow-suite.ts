/**
 * Cells that import `neurones/tfjs`, wherever the kernel works: found by the compiler and the runner, over the same tensors
 * as `neurones`.
 */
import assert from "node:assert/strict";
import type { CellClient } from "./cell-client.js";

/** To be called in `describe`: `client` gives a client of the kernel, once the tests run. */
export function tensorflowSuite(client: () => CellClient): void {
  async function shown(cell: string): Promise<string> {
    const execution = await client().execute(cell);
    assert.equal(execution.reply["status"], "ok", JSON.stringify(execution));
    return JSON.stringify(execution);
  }

  it("is imported, typed, and shares its tensors with neurones", async () => {
    await shown('import * as tf from "neurones/tfjs";\nimport { plots, tensor2d } from "neurones";');
    assert.match(await shown("(await tf.tensor2d([[1, 2], [3, 4]]).mul(10).data()).join()"), /10,20,30,40/);
    assert.match(await shown("tf.tidy(() => tensor2d([[1, 2]]) instanceof tf.Tensor)"), /true/);
    const typed = "const both: tf.Tensor2D = tf.matMul(tf.ones([2, 3]), tf.ones([3, 1]));\nboth.shape.join()";
    assert.match(await shown(typed), /2,1/);
  });

  it("runs a training with options that only TensorFlow.js takes, and says which one it ignores", async () => {
    const cell = `const model = tf.sequential();
model.add(tf.layers.dense({ units: 1, inputShape: 2 }));
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
const history = await model.fit(tf.ones([4, 2]), tf.zeros([4, 1]), { epochs: 2, callbacks: null, batch_size: 25 });
history.history.loss.length`;
    assert.match(await shown(cell), /batch_size/);
  });
}
