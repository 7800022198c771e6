/**
 * The site's service worker, in front of JupyterLite's. It answers from a cache, so that the site works offline
 * after the first visit, and adds the headers by which a page may share memory between its workers: a plain
 * static server sends none.
 */

/** Changes with each build of the site: the build puts it here. */
declare const BUILD: string;

/** What a service worker's global scope has. */
interface Scope {
  readonly caches: CacheStorage;
  readonly location: Location;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
  importScripts(...urls: string[]): void;
}

interface WorkerEvent {
  readonly request: Request;
  readonly data: unknown;
  respondWith(response: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
  stopImmediatePropagation(): void;
}

const scope = globalThis as unknown as Scope;
const CACHES = "neurones-site-";
const CACHE = CACHES + BUILD;
/** The addresses that JupyterLite's own worker answers. */
const JUPYTERLITE = /\/api\/(?:drive|stdin|service-worker-heartbeat)/;
/** How many files are fetched at a time. */
const AT_A_TIME = 4;

/** The site's folder. */
const site = new URL("./", scope.location.href);

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs =
    request.method === "GET" && url.href.startsWith(site.href) && !JUPYTERLITE.test(url.pathname);
  if (!isOurs) return;
  event.stopImmediatePropagation();
  event.respondWith(answer(event, url));
});

scope.addEventListener("activate", (event) => event.waitUntil(forgetOldCaches()));

// The page is loaded: what it has not asked for yet is kept, too.
scope.addEventListener("message", (event) => {
  if (event.data === "keep") event.waitUntil(keepAll());
});

scope.importScripts("jupyterlite-service-worker.js");

/**
 * The file from the cache, which holds it as a page may have it. A file that is not there is answered while it arrives, and
 * kept afterwards.
 */
async function answer(event: WorkerEvent, url: URL): Promise<Response> {
  const { request } = event;
  const address = plainAddress(url);
  const cache = await openCache();
  const kept = await cache.match(address);
  if (kept !== undefined) return kept;
  const [fetched, listed] = await Promise.all([fetch(request), files()]);
  const response = isolated(fetched);
  const isWhole = response.status === 200 && !request.headers.has("range");
  // A full storage keeps no more: the site still works online.
  if (isWhole && listed.has(address))
    event.waitUntil(cache.put(address, response.clone()).catch(() => undefined));
  return response;
}

let opened: Promise<Cache> | undefined;

/** The cache of this build, opened once: each request asks for it. */
function openCache(): Promise<Cache> {
  return (opened ??= scope.caches.open(CACHE).catch((reason: unknown) => {
    opened = undefined;
    throw reason;
  }));
}

/** The address of the file, without the query by which JupyterLite tells versions apart. */
function plainAddress({ origin, pathname }: URL): string {
  return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
}

let listed: Promise<ReadonlySet<string>> | undefined;

/** The addresses of all files that are kept; none if the list cannot be read. */
function files(): Promise<ReadonlySet<string>> {
  return (listed ??= readList().catch(() => {
    listed = undefined;
    return new Set<string>();
  }));
}

async function readList(): Promise<ReadonlySet<string>> {
  const address = new URL("kept-files.json", site).href;
  const cache = await openCache();
  let response = await cache.match(address);
  if (response === undefined) {
    response = await fetch(address, { cache: "no-cache" });
    // No answer waits for it; where the storage is full, the next start fetches it again.
    void cache.put(address, response.clone()).catch(() => undefined);
  }
  const names = (await response.json()) as string[];
  return new Set(names.map((name) => new URL(name, site).href));
}

async function keepAll(): Promise<void> {
  const cache = await openCache();
  const waiting = [...(await files())];
  const keep = async (): Promise<void> => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      if ((await cache.match(address)) !== undefined) continue;
      const response = await fetch(address).catch(() => undefined);
      if (response?.status === 200) await cache.put(address, isolated(response));
    }
  };
  // A full storage ends the attempt: the site still works online.
  await Promise.all(Array.from({ length: AT_A_TIME }, keep)).catch(() => undefined);
}

async function forgetOldCaches(): Promise<void> {
  const names = await scope.caches.keys();
  const old = names.filter((name) => name.startsWith(CACHES) && name !== CACHE);
  await Promise.all(old.map((name) => scope.caches.delete(name)));
}

/** The same response with the headers that isolate a page or a worker. */
function isolated(response: Response): Response {
  if (response.status === 0 || response.type === "opaque") return response;
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  headers.set("Cross-Origin-Resource-Policy", "same-origin");
  const { status, statusText } = response;
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : response.body, { status, statusText, headers });
}
