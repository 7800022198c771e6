/** The data sets beside a page: what the command writes, a worker of a page reads, in headless Chromium. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { writeData } from "../../../browser-edition/data/write-data.js";
import type { RemoteSet } from "../../../src/datasets/files/remote-set.js";
import { CIFAR10, loadCifar10 } from "../../../src/datasets/images/cifar10.js";
import { MNIST } from "../../../src/datasets/images/mnist.js";
import type { SiteManifest } from "../../../src/datasets/site/manifest.js";
import { IMDB, loadImdb } from "../../../src/datasets/text/imdb.js";
import { findChromium, launchChromium } from "../../browser/chromium.js";
import { makeArchive, type Entry } from "../../datasets/archive/make-tar.js";
import {
  quietNotebook,
  remoteFile,
  someBytes,
  temporaryFolder,
  withEnvironment,
} from "../../datasets/files/fixtures.js";
import { writeIdx } from "../../datasets/images/write-idx.js";
import { ROOT } from "../../setup/clone.js";
import type { Answer, Question } from "./worker.js";

const IDX = [
  writeIdx([5, 28, 28], someBytes(5 * 784)),
  writeIdx([5], Uint8Array.of(3, 1, 4, 1, 5)),
  writeIdx([3, 28, 28], someBytes(3 * 784, 2)),
  writeIdx([3], Uint8Array.of(9, 2, 6)),
];
const text = (name: string, content: string): Entry => ({ name, content: Buffer.from(content) });
const REVIEWS = [
  text("aclImdb/train/pos/1_10.txt", "The film is good."),
  text("aclImdb/train/neg/0_2.txt", "The film is BAD"),
  text("aclImdb/test/neg/0_1.txt", "The plot is bad."),
  text("aclImdb/test/pos/3_7.txt", "good"),
];
const batch = (name: string, seed: number): Entry => {
  const content = Buffer.from(someBytes(2 * 3073, seed));
  content[0] = 3;
  content[3073] = 7;
  return { name: `cifar-10-batches-bin/${name}.bin`, content };
};

/** Serves the page, its worker and the data, with no special headers; `faults` replace a file. */
class Site {
  readonly faults = new Map<string, Buffer | 404>();
  readonly requests: string[] = [];
  url = "";
  private server: Server | undefined;

  constructor(
    private readonly data: string,
    private readonly worker: string,
  ) {}

  async start(port = 0): Promise<void> {
    this.server = createServer((request, response) => {
      const name = new URL(request.url ?? "/", "http://x").pathname;
      this.requests.push(name);
      if (name === "/") return void response.setHeader("content-type", "text/html").end("<!doctype html>");
      if (name === "/worker.js")
        return void response.setHeader("content-type", "text/javascript").end(this.worker);
      const fault = this.faults.get(name);
      try {
        if (fault === 404) throw new Error("missing");
        response.setHeader("content-type", "application/octet-stream");
        response.end(fault ?? readFileSync(path.join(this.data, name.replace("/data/", ""))));
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => this.server!.listen(port, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server!.close(resolve));
  }
}

describe("data sets beside a page", () => {
  const folder = temporaryFolder();
  const notebook = quietNotebook();
  withEnvironment(() => ({ NEURONES_DATA: path.join(folder.path, "own"), NEURONES_OFFLINE: "1" }));
  let sets: { mnist: RemoteSet; cifar10: RemoteSet; imdb: RemoteSet };

  const put = (set: RemoteSet, bytes: readonly Uint8Array[]): RemoteSet => {
    const home = path.join(folder.path, "own", set.folder);
    mkdirSync(home, { recursive: true });
    bytes.forEach((content, i) => writeFileSync(path.join(home, set.files[i].name), content));
    const files = set.files.map(({ name, alsoNamed }, i) => remoteFile(name, bytes[i], alsoNamed));
    return { ...set, mirrors: [], files };
  };

  beforeEach(async () => {
    sets = {
      mnist: put(
        MNIST,
        IDX.map((bytes) => gzipSync(bytes)),
      ),
      cifar10: put(CIFAR10, [
        await makeArchive([batch("data_batch_1", 1), batch("data_batch_2", 2), batch("test_batch", 3)]),
      ]),
      imdb: put(IMDB, [await makeArchive(REVIEWS)]),
    };
  });

  const writeAll = (target: string, choice: "none" | "mnist" | "all" = "all") =>
    writeData(target, choice, Object.values(sets) as RemoteSet[]);
  const manifestOf = (target: string) =>
    JSON.parse(readFileSync(path.join(target, "manifest.json"), "utf8")) as SiteManifest;

  it("are written as the choice says, with the checksums of the originals", async () => {
    const target = path.join(folder.path, "data");
    assert.deepEqual(
      (await writeAll(target)).map(({ title, verified }) => [title, verified]),
      [
        ["MNIST", true],
        ["CIFAR-10", true],
        ["IMDB", true],
      ],
    );
    const { sets: all } = manifestOf(target);
    assert.deepEqual(
      all["cifar10"].map(({ path: place, size, original }) => [place, size, original]),
      ["data_batch_1", "data_batch_2", "test_batch"].map((name) => [
        `cifar10/${name}.bin`,
        2 * 3073,
        sets.cifar10.files[0].sha256,
      ]),
    );
    assert.deepEqual(
      all["mnist"].map(({ original }) => original),
      sets.mnist.files.map(({ sha256 }) => sha256),
    );
    assert.match(all["imdb"][0].path, /^imdb\/reviews-[0-9a-f]{16}\.bin$/);
    await writeAll(target, "mnist");
    assert.deepEqual(Object.keys(manifestOf(target).sets), ["mnist"]);
    await writeAll(target, "none");
    assert.deepEqual(manifestOf(target).sets, {});
    const missing = sets.mnist.files.map((file) => ({ ...file, name: "none", alsoNamed: /^none$/ }));
    await assert.rejects(
      writeData(target, "mnist", [{ ...sets.mnist, files: missing }]),
      /les fichiers de MNIST/,
    );
    assert.deepEqual(notebook.now.warnings, []);
  });

  describe("in Chromium", function () {
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let worker = "";
    let site: Site;

    before(async function () {
      const executable = await findChromium();
      if (executable === undefined) return this.skip();
      browser = await launchChromium(executable);
      const { outputFiles } = await build({
        entryPoints: [path.join(ROOT, "dist", "test", "browser-edition", "data", "worker.js")],
        bundle: true,
        write: false,
        format: "iife",
        platform: "browser",
        target: "es2023",
      });
      worker = outputFiles[0].text;
    });
    after(() => browser?.close());

    beforeEach(async () => {
      const target = path.join(folder.path, "data");
      await writeAll(target);
      site = new Site(target, worker);
      await site.start();
      context = await browser.newContext();
      page = await context.newPage();
      await page.goto(site.url);
      await page.evaluate(() => void Object.assign(globalThis, { asked: new Worker("/worker.js") }));
    });
    afterEach(async () => {
      await context.close();
      await site.stop().catch(() => undefined);
    });

    const ask = (kind: Question["kind"], options: Question["options"] = {}): Promise<Answer> =>
      page.evaluate(
        (question) => {
          const { asked } = globalThis as unknown as { asked: Worker };
          return new Promise<Answer>((resolve) => {
            asked.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
            asked.postMessage(question);
          });
        },
        {
          kind,
          set: { ...sets[kind], files: sets[kind].files.map((file) => ({ ...file, alsoNamed: undefined })) },
          options,
        } as unknown as Question,
      );

    it("are those that Node reads, verified, and stay when the server is gone", async () => {
      const cifar = await loadCifar10(sets.cifar10, {});
      const imdb = await loadImdb(sets.imdb, {});
      const expected = {
        mnist: { source: "verified", counts: [5, 3], first: [...IDX[0].subarray(16, 22)] },
        cifar10: { source: "verified", counts: [4, 2], first: [...cifar.train.images.subarray(0, 6)] },
        imdb: { source: "verified", counts: [2, 2], first: [...imdb.train.sequences[0]] },
      };
      for (const [kind, wanted] of Object.entries(expected)) {
        const { shown, ...found } = await ask(kind as Question["kind"]);
        assert.deepEqual(found, { ...wanted, warnings: [] }, `${kind}: ${shown.join()}`);
      }
      await site.stop();
      for (const [kind, wanted] of Object.entries(expected)) {
        const { shown, ...found } = await ask(kind as Question["kind"]);
        assert.deepEqual(found, { ...wanted, warnings: [] }, `${kind}, offline: ${shown.join()}`);
      }
      const forbidden = await ask("mnist", { offline: true });
      assert.equal(forbidden.source, "verified");
    });

    it("are fetched once; a new version takes the place of the old one", async () => {
      await ask("mnist");
      site.requests.length = 0;
      await ask("mnist");
      assert.deepEqual(site.requests, ["/data/manifest.json"]);
      sets.mnist = put(MNIST, [
        ...IDX.slice(0, 3).map((bytes) => gzipSync(bytes)),
        gzipSync(writeIdx([3], Uint8Array.of(0, 0, 1))),
      ]);
      await writeAll(path.join(folder.path, "data"));
      site.requests.length = 0;
      assert.equal((await ask("mnist")).source, "verified");
      assert.deepEqual(site.requests, ["/data/manifest.json", "/data/mnist/t10k-labels-idx1-ubyte.bin"]);
      const stored = await page.evaluate(
        async () => (await (await caches.open("neurones-data")).keys()).length,
      );
      assert.equal(stored, 5);
    });

    it("say that they are others than the originals", async () => {
      sets.mnist = { ...sets.mnist, files: MNIST.files };
      const { source, warnings } = await ask("mnist");
      assert.equal(source, "unverified");
      assert.match(warnings.join(), /train-images-idx3-ubyte\.bin a la bonne forme/);
    });

    const reason = async (pattern: RegExp): Promise<void> => {
      const { source, warnings } = await ask("mnist");
      assert.equal(source, "stand-in");
      assert.equal(warnings.length, 1);
      assert.match(warnings[0], pattern);
      const refused = await ask("mnist", { standIn: false });
      assert.match(refused.error ?? "", pattern);
      assert.match(refused.error ?? "", /^DataError/);
    };

    it("are replaced where a file is missing, and the cell says why", async () => {
      site.faults.set("/data/mnist/train-images-idx3-ubyte.bin", 404);
      await reason(/le fichier mnist\/train-images-idx3-ubyte\.bin manque sur ce site \(réponse HTTP 404\)/);
    });

    it("are replaced where a file is damaged", async () => {
      const place = "/data/mnist/t10k-labels-idx1-ubyte.bin";
      const whole = readFileSync(path.join(folder.path, "data", "mnist", path.basename(place)));
      const wrong = Buffer.from(whole);
      wrong[wrong.length - 1] ^= 1;
      site.faults.set(place, wrong);
      await reason(/t10k-labels-idx1-ubyte\.bin du site est abîmé \(SHA-256/);
      assert.equal(site.requests.filter((name) => name === place).length, 4, "each time twice");
      site.faults.set(place, whole.subarray(5));
      await reason(/t10k-labels-idx1-ubyte\.bin du site est abîmé \(\d+ octets sur \d+\)/);
      site.faults.clear();
      assert.equal((await ask("mnist")).source, "verified");
    });

    it("are replaced where the site has none, and where there is no network", async () => {
      site.faults.set("/data/manifest.json", 404);
      await reason(/le fichier manifest\.json manque sur ce site/);
      site.faults.set("/data/manifest.json", Buffer.from('{"format":1,"sets":{}}'));
      await reason(/ce site a été publié sans les fichiers de MNIST/);
      site.faults.set("/data/manifest.json", Buffer.from("<html>"));
      await reason(/n’est pas la liste des données de ce site/);
      await page.evaluate(() => caches.delete("neurones-data"));
      await site.stop();
      await reason(/pas de réseau, et ce navigateur ne garde pas encore ses fichiers/);
    });

    it("are fetched anew where the kept file is damaged", async () => {
      await ask("mnist");
      await page.evaluate(async () => {
        const cache = await caches.open("neurones-data");
        for (const request of await cache.keys())
          if (request.url.includes("train-images")) await cache.put(request, new Response("x"));
      });
      assert.equal((await ask("mnist")).source, "verified");
    });

    it("are used where the browser has no room to keep them, and the cell says so", async () => {
      const devtools = await context.newCDPSession(page);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin: site.url.slice(0, -1), quotaSize: 1 });
      const { source, warnings } = await ask("cifar10");
      assert.equal(source, "verified");
      assert.match(warnings[0], /n’a pas la place de garder .* \(QuotaExceededError\)/);
    });

    it("refuse a directory, which a page cannot read", async () => {
      assert.match((await ask("mnist", { directory: "a" })).error ?? "", /^ArgumentError: .*directory/);
    });
  });
});
