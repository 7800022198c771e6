/** The site's service worker over a cache in memory and a server that counts: what it answers from where, and what it keeps. */
import assert from "node:assert/strict";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { ROOT } from "../../setup/clone.js";

const SITE = "http://127.0.0.1/cours/";
const KEPT = ["index.html", "build/one.js", "build/two.js"];

type Listener = (event: object) => void;

/** A service worker at work, with what it asked its server for and what its cache holds. */
class Started {
  readonly asked: string[] = [];
  readonly cache = new Map<string, Response>();
  private readonly listeners = new Map<string, Listener>();
  /** The files of the server, by address. */
  readonly files = new Map<string, string>(KEPT.map((name) => [SITE + name, `content of ${name}`]));
  /** Resolved when a file is to be stored; a test may make storing slow. */
  storing: Promise<void> = Promise.resolve();

  constructor(script: string) {
    this.files.set(`${SITE}kept-files.json`, JSON.stringify(KEPT));
    this.files.set(`${SITE}data/large.bin`, "a data set");
    const cache = {
      match: (address: string) => Promise.resolve(this.cache.get(address)?.clone()),
      put: async (address: string, response: Response) => {
        const content = await response.text();
        await this.storing;
        this.cache.set(address, new Response(content, { headers: response.headers }));
      },
    };
    const scope: Record<string, unknown> = {
      ...{ URL, Response, Headers, Promise, Set },
      location: { href: `${SITE}service-worker.js` },
      caches: { open: () => Promise.resolve(cache), keys: () => Promise.resolve([]) },
      importScripts: () => undefined,
      addEventListener: (type: string, listener: Listener) => this.listeners.set(type, listener),
      fetch: (request: Request | string) => this.fetch(typeof request === "string" ? request : request.url),
    };
    runInNewContext(script, Object.assign(scope, { globalThis: scope }));
  }

  private fetch(address: string): Promise<Response> {
    this.asked.push(address.slice(SITE.length));
    const content = this.files.get(address.replace(/\?.*/, ""));
    return Promise.resolve(new Response(content ?? "", { status: content === undefined ? 404 : 200 }));
  }

  /** The answer to a request of the page, and what the worker still does after it. */
  async answer(name: string): Promise<{ readonly response: Response; readonly rest: Promise<unknown> }> {
    let answer: Promise<Response> | undefined;
    const works: Promise<unknown>[] = [];
    const event = {
      request: new Request(SITE + name),
      stopImmediatePropagation: () => undefined,
      respondWith: (response: Promise<Response>) => (answer = response),
      waitUntil(work: Promise<unknown>) {
        // As a browser, which refuses a method without its object.
        assert.equal(this, event);
        works.push(work);
      },
    };
    this.listeners.get("fetch")!(event);
    return { response: await answer!, rest: Promise.all(works) };
  }

  /** Tells the worker to keep all files; resolves when it lets the browser end it. */
  async keep(): Promise<void> {
    const works: Promise<unknown>[] = [];
    const event = {
      data: "keep",
      waitUntil(work: Promise<unknown>) {
        assert.equal(this, event);
        works.push(work);
      },
    };
    this.listeners.get("message")!(event);
    await Promise.all(works);
  }
}

const ISOLATING = [
  "cross-origin-opener-policy",
  "cross-origin-embedder-policy",
  "cross-origin-resource-policy",
];

function assertIsolated({ headers }: Response): void {
  for (const name of ISOLATING) assert.ok(headers.has(name), name);
}

describe("browser edition: the service worker", function () {
  this.timeout(60_000);
  let script: string;
  before(async () => {
    const { outputFiles } = await build({
      entryPoints: [path.join(ROOT, "dist", "browser-edition", "page", "service-worker.js")],
      bundle: true,
      write: false,
      define: { BUILD: '"1"' },
    });
    script = outputFiles[0].text;
  });

  it("answers a file that is not kept while it is being stored, and then from the cache", async () => {
    const started = new Started(script);
    let stored = (): void => undefined;
    started.storing = new Promise((resolve) => (stored = resolve));
    const { response, rest } = await started.answer("build/one.js?_=1");
    assert.equal(await response.text(), "content of build/one.js");
    assertIsolated(response);
    stored();
    await rest;
    started.asked.length = 0;
    const { response: again } = await started.answer("build/one.js?_=2");
    assert.equal(await again.text(), "content of build/one.js");
    assertIsolated(again);
    assert.deepEqual(started.asked, []);
  });

  it("keeps no data set and no missing file, and isolates them all the same", async () => {
    const started = new Started(script);
    for (const [name, status] of [
      ["data/large.bin", 200],
      ["build/lost.js", 404],
    ] as const) {
      const { response, rest } = await started.answer(name);
      await rest;
      assert.equal(response.status, status);
      assertIsolated(response);
    }
    assert.deepEqual([...started.cache.keys()], [`${SITE}kept-files.json`]);
  });

  it("stays at work until it keeps all files, each of them isolated", async () => {
    const started = new Started(script);
    await started.keep();
    const kept = KEPT.map((name) => started.cache.get(SITE + name));
    for (const response of kept) assertIsolated(response!);
    assert.equal(started.cache.size, KEPT.length + 1);
  });
});
