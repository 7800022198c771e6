/**
 * The engine in a browser, without Node: a model is trained, saved in the page's own file system, and loaded
 * again.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Browser } from "playwright-core";
import { ROOT } from "../setup/clone.js";
import { findChromium, launchChromium } from "./chromium.js";

const COMPILED = path.join(ROOT, "dist", "src");

/** The import map for a browser, from the field "imports" of package.json. */
async function importMap(): Promise<string> {
  const { imports } = JSON.parse(await readFile(path.join(ROOT, "package.json"), "utf8")) as {
    imports: Record<string, { browser: string }>;
  };
  return JSON.stringify({
    imports: Object.fromEntries(
      Object.entries(imports).map(([name, { browser }]) => [name, browser.replace("./dist/src/", "/")]),
    ),
  });
}

/** Serves the compiled engine, and an empty page with the import map. */
async function serve(): Promise<{ server: Server; url: string }> {
  const page = `<!doctype html><script type="importmap">${await importMap()}</script>`;
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname;
    if (name === "/") return void response.setHeader("content-type", "text/html").end(page);
    readFile(path.join(COMPILED, name)).then(
      (content) =>
        response
          .setHeader("content-type", name.endsWith(".js") ? "text/javascript" : "application/octet-stream")
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

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
  let browser: Browser;
  let served: { server: Server; url: string };

  before(async function () {
    const executable = findChromium();
    if (executable === undefined) this.skip();
    [served, browser] = await Promise.all([serve(), launchChromium(executable)]);
  });
  after(async () => {
    await browser?.close();
    served?.server.close();
  });

  it("trains, saves and loads a model", async () => {
    const page = await browser.newPage();
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
