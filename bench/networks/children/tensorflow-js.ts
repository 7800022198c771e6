/** The contender TensorFlow.js, on the back end that the second argument names: `cpu` or `wasm`. */
import { createRequire } from "node:module";
import path from "node:path";
import type * as TensorFlow from "@tensorflow/tfjs";
import type * as WebAssemblyBackend from "@tensorflow/tfjs-backend-wasm";
import { serve, targetsOf } from "./serve.js";

// Node loads the CommonJS version fastest. Messages about faster back ends are dropped.
const require = createRequire(import.meta.url);
console.warn = console.log = console.info = () => undefined;
const tf = require("@tensorflow/tfjs") as typeof TensorFlow;

await serve(async ({ shape, layers: specs, classes, batchSize }) => {
  const backend = process.argv[3];
  if (backend === "wasm") {
    const { setWasmPaths } = require("@tensorflow/tfjs-backend-wasm") as typeof WebAssemblyBackend;
    setWasmPaths(
      path.join(
        path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm/package.json")),
        "dist",
        path.sep,
      ),
    );
  }
  if (!(await tf.setBackend(backend))) throw new Error(`the back end ${backend} does not start`);
  const make = tf.layers as unknown as Readonly<Record<string, (options: object) => TensorFlow.layers.Layer>>;
  const model = tf.sequential();
  specs.forEach(([name, options], i) =>
    model.add(make[name]({ ...options, ...(i === 0 && { inputShape: shape }) })),
  );
  model.compile({
    optimizer: tf.train.adam(),
    loss: classes === 2 ? "binaryCrossentropy" : "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  let [x, y]: TensorFlow.Tensor[] = [tf.scalar(0), tf.scalar(0)];
  return {
    take(examples) {
      tf.dispose([x, y]);
      x = tf.tensor(examples.x, [examples.y.length, ...shape]);
      y = tf.tensor(targetsOf(examples.y, classes), [examples.y.length, classes === 2 ? 1 : classes]);
    },
    async train() {
      const { history } = await model.fit(x, y, { batchSize, verbose: 0, yieldEvery: "epoch" });
      return Number(history["loss"][0]);
    },
  };
});
