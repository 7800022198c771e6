/**
 * Keeps the files of data sets in the browser (Cache API), so that they are fetched once. A browser without the
 * Cache API, or one that refuses it, keeps nothing.
 */

const STORE = "neurones-data";
/** The part of a stored address that tells one version of a file from another. */
const VERSION = "sha256";

/** The kept bytes of this version of a file, if there are any. */
export async function kept(address: string, version: string): Promise<Uint8Array | undefined> {
  const response = await (await store())?.match(key(address, version));
  return response === undefined ? undefined : new Uint8Array(await response.arrayBuffer());
}

/** Whether this version of a file is kept. */
export async function isKept(address: string, version: string): Promise<boolean> {
  return (await (await store())?.match(key(address, version))) !== undefined;
}

/** Keeps a version of a file in the place of any other. Throws a `DOMException` where there is no room. */
export async function keep(address: string, version: string, bytes: Uint8Array): Promise<void> {
  const cache = await store();
  if (cache === undefined) return;
  await forget(address);
  await cache.put(key(address, version), new Response(bytes as Uint8Array<ArrayBuffer>));
}

/** Forgets all versions of a file. */
export async function forget(address: string): Promise<void> {
  await (await store())?.delete(address, { ignoreSearch: true });
}

async function store(): Promise<Cache | undefined> {
  try {
    return await (globalThis.caches as CacheStorage | undefined)?.open(STORE);
  } catch {
    return undefined;
  }
}

function key(address: string, version: string): string {
  return `${address}?${VERSION}=${version}`;
}
