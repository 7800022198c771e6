/**
 * The engine's threads in a browser: in a worker of an isolated page, other workers compute parts of each
 * batch, with the same bits as one thread alone.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { ROOT } from "../setup/clone.js";
import { startBrowser } from "./suite.js";

const FAST = path.join(ROOT, "dist", "src", "fast");

/** The worker of the page: trains a network for pictures; `threads` limits the processors that it sees. */
const TRAINING = `
import "${ROOT}/dist/src/autograd/methods.js";
import "${FAST}/register.js";
import * as layers from "${ROOT}/dist/src/layers/layers.js";
import { sequential } from "${ROOT}/dist/src/model/models.js";
import { randomNormal, zeros } from "${ROOT}/dist/src/tensor/create.js";
import { partsComputed, threadsUp } from "${FAST}/threads/workers.js";
addEventListener("message", async ({ data: threads }) => {
  Object.defineProperty(navigator, "hardwareConcurrency", { value: threads });
  const model = sequential({ seed: 1, layers: [
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu", inputShape: [20, 20, 16] }),
    layers.batchNormalization(),
    layers.conv2d({ filters: 128, kernelSize: 3, activation: "relu" }),
    layers.globalAveragePooling2d(),
    layers.dense({ units: 3 }),
  ] });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const [x, y] = [randomNormal([40, 20, 20, 16], 0, 1, "float32", 5), zeros([40, 3])];
  // The workers start while fit returns to the event loop.
  await model.fit(x, y, { batchSize: 20, epochs: 1, verbose: 0 });
  for (let i = 0; i < 500 && threadsUp() < threads - 1; i++) await new Promise((resolve) => setTimeout(resolve, 20));
  await model.fit(x, y, { batchSize: 20, epochs: 2, verbose: 0 });
  const weights = new Uint32Array(model.weights.flatMap(({ storage }) => [...new Uint32Array(storage.slice().buffer)]));
  postMessage({ isolated: crossOriginIsolated, up: threadsUp(), computed: partsComputed(), weights: String(weights) });
});
`;

/** A module with all that it imports, for a browser. */
async function joined(entry: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2023",
    logLevel: "silent",
  });
  return outputFiles![0].text;
}

async function files(): Promise<ReadonlyMap<string, Uint8Array | string>> {
  const training = { contents: TRAINING, resolveDir: ROOT, sourcefile: "training.js" };
  return new Map<string, Uint8Array | string>([
    ["/", "<!doctype html>"],
    ["/training.js", await joined({ stdin: training })],
    ["/worker.js", await joined({ entryPoints: [path.join(FAST, "threads", "worker.js")] })],
    ["/kernels-relaxed.wasm", await readFile(path.join(FAST, "kernels-relaxed.wasm"))],
    ["/kernels.wasm", await readFile(path.join(FAST, "kernels.wasm"))],
  ]);
}

/** Serves the files to a page that may share memory. */
async function serveIsolated(): Promise<{ readonly server: Server; readonly url: string }> {
  const content = await files();
  const server = createServer(({ url = "/" }, response) => {
    const found = content.get(url);
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    response.setHeader(
      "content-type",
      url.endsWith(".js") ? "text/javascript" : url === "/" ? "text/html" : "application/wasm",
    );
    response.writeHead(found === undefined ? 404 : 200).end(found);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

interface Trained {
  readonly isolated: boolean;
  readonly up: number;
  readonly computed: readonly number[];
  readonly weights: string;
}

describe("browser: the engine's threads", function () {
  let served: { readonly server: Server; readonly url: string };

  const started = startBrowser();
  before(async () => {
    served = await serveIsolated();
  });
  after(() => void served?.server.close());

  it("compute parts of each batch in workers of an isolated page, with the same bits as one", async () => {
    const page = await started.browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(served.url);
    const train = (threads: number) =>
      page.evaluate(
        (count) =>
          new Promise<unknown>((resolve, reject) => {
            const worker = new Worker("/training.js", { type: "module" });
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = (event) => reject(new Error(event.message));
            worker.postMessage(count);
          }),
        threads,
      ) as Promise<Trained>;
    const alone = await train(1);
    assert.equal(alone.up, 0);
    for (const threads of [2, 4]) {
      const { isolated, up, computed, weights } = await train(threads);
      assert.equal(isolated, true);
      assert.equal(up, threads - 1);
      assert.ok(Math.max(...computed) > 0, "no other thread has computed a part");
      assert.equal(weights, alone.weights);
    }
    assert.deepEqual(errors, []);
  });
});
