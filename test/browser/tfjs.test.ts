/** `neurones/tfjs` in a browser: models in the page's database, and pictures of canvases. */
import assert from "node:assert/strict";
import type { Server } from "node:http";
import { serve } from "./engine-page.js";
import { startBrowser } from "./suite.js";

const SAVING = `(async () => {
  const tf = await import("/tfjs/index.js");
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  const { modelArtifactsInfo } = await model.save("indexeddb://first");
  await model.save("indexeddb://first");
  const loaded = await tf.loadLayersModel("indexeddb://first");
  const x = tf.ones([1, 3]);
  await tf.io.copyModel("indexeddb://first", "indexeddb://second");
  const both = Object.keys(await tf.io.listModels()).sort();
  await tf.io.moveModel("indexeddb://first", "indexeddb://third");
  const moved = Object.keys(await tf.io.listModels()).sort();
  await tf.io.removeModel("indexeddb://second");
  const left = Object.keys(await tf.io.listModels());
  const error = await tf.loadLayersModel("indexeddb://first").catch((error) => error.name);
  const stored = await new Promise((resolve) => {
    const opening = indexedDB.open("tensorflowjs", 1);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("models_store").objectStore("models_store").get("third");
      reading.onsuccess = () => resolve(reading.result.modelArtifacts.weightSpecs.length);
    };
  });
  return {
    bytes: modelArtifactsInfo.weightDataBytes,
    same: String(loaded.predict(x).dataSync()) === String(model.predict(x).dataSync()),
    both, moved, left, error, stored,
  };
})()`;

const PICTURES = `(async () => {
  const tf = await import("/tfjs/index.js");
  const canvas = document.createElement("canvas");
  const bytes = await tf.browser.toPixels([[[255, 0, 0], [0, 128, 255]]], canvas);
  const back = tf.browser.fromPixels(canvas);
  const data = tf.browser.fromPixels(new ImageData(bytes, 2, 1));
  const bitmap = await createImageBitmap(canvas);
  const image = new Image();
  image.src = canvas.toDataURL();
  await image.decode();
  return {
    shape: back.shape,
    all: [back, data, tf.browser.fromPixels(bitmap), tf.browser.fromPixels(image)].map((x) => x.arraySync()),
    refused: (() => { try { tf.browser.fromPixels(document.body); } catch (error) { return error.name; } })(),
  };
})()`;

describe("browser: neurones/tfjs", function () {
  let served: { server: Server; url: string };

  const started = startBrowser();
  before(async () => {
    served = await serve();
  });
  after(() => void served?.server.close());

  async function inPage(code: string): Promise<unknown> {
    const page = await started.browser.newPage();
    await page.goto(served.url);
    return await page.evaluate(code);
  }

  it("keeps models in the page's database, where TensorFlow.js keeps them", async () => {
    assert.deepEqual(await inPage(SAVING), {
      bytes: 4 * (3 * 2 + 2),
      same: true,
      both: ["indexeddb://first", "indexeddb://second"],
      moved: ["indexeddb://second", "indexeddb://third"],
      left: ["indexeddb://third"],
      error: "DataError",
      stored: 2,
    });
  });

  it("reads pictures of canvases, bitmaps and elements, and draws them", async () => {
    const { shape, all, refused } = (await inPage(PICTURES)) as {
      shape: number[];
      all: number[][][][];
      refused: string;
    };
    assert.deepEqual(shape, [1, 2, 3]);
    for (const picture of all)
      assert.deepEqual(picture, [
        [
          [255, 0, 0],
          [0, 128, 255],
        ],
      ]);
    assert.equal(refused, "ArgumentError");
  });
});
