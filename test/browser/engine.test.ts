/**
 * The engine in a browser, without Node: a model is trained, saved in the page's own file system, and loaded
 * again.
 */
import assert from "node:assert/strict";
import type { Server } from "node:http";
import { serve } from "./engine-page.js";
import { startBrowser } from "./suite.js";

/** Code for the page, in which module names are paths of the server. */
const IN_THE_PAGE = `(async () => {
  await import("/autograd/methods.js");
  const { sequential } = await import("/model/models.js");
  const train = await import("/optimizers/train.js");
  const layers = await import("/layers/layers.js");
  const { randomNormal } = await import("/tensor/create.js");
  const { loadLayersModel } = await import("/model/saving/load.js");
  const model = sequential({ layers: [layers.dense({ units: 8, activation: "tanh", inputShape: [2] }), layers.dense({ units: 1 })] });
  model.compile({ optimizer: train.adam(0.05), loss: "meanSquaredError" });
  const x = randomNormal([64, 2]);
  const y = x.sum(1, true);
  const { history } = await model.fit(x, y, { epochs: 40, verbose: 0 });
  await model.save("models/first");
  await model.fit(x, y, { epochs: 1, verbose: 0 });
  await model.save("models/first");
  const loaded = await loadLayersModel("models/first");
  const missing = await loadLayersModel("models/second").catch((error) => error.name);
  const files = [];
  const root = await navigator.storage.getDirectory();
  for await (const name of (await (await root.getDirectoryHandle("models")).getDirectoryHandle("first")).keys()) files.push(name);
  return { first: history.loss[0], last: history.loss[39], same: String(loaded.predict(x).data) === String(model.predict(x).data), missing, files: files.sort() };
})()`;

describe("browser: the engine", function () {
  let served: { server: Server; url: string };

  const started = startBrowser();
  before(async () => {
    served = await serve();
  });
  after(() => void served?.server.close());

  it("trains, saves and loads a model", async () => {
    const page = await started.browser.newPage();
    await page.goto(served.url);
    const { first, last, same, missing, files } = (await page.evaluate(IN_THE_PAGE)) as {
      first: number;
      last: number;
      same: boolean;
      missing: string;
      files: string[];
    };
    assert.ok(last < 0.3 * first, `the loss went from ${first} to ${last}`);
    assert.ok(same);
    assert.equal(missing, "DataError");
    assert.equal(files.length, 2);
    assert.equal(files[0], "model.json");
  });
});
