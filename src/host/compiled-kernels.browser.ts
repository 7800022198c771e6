/**
 * The kernels compiled to WebAssembly, in a browser: files beside the code. The twin for Node is
 * `compiled-kernels.node.ts`.
 *
 * A file that was fetched ahead is at hand. Any other is fetched while the worker waits, which neither a stop nor a
 * message can interrupt: Firefox lets the site's service worker answer such a request, and the worker waits for as long
 * as the service worker does; Chromium asks the network alone, so that the request fails offline.
 */

/** The contents that were fetched ahead, by address. */
const fetched = new Map<string, Uint8Array<ArrayBuffer>>();

/** Fetches files ahead of their use. Where one cannot be fetched, `readCompiled` asks for it again. */
export async function fetchCompiled(files: readonly URL[]): Promise<void> {
  await Promise.allSettled(
    files.map(async ({ href }) => {
      const response = await fetch(href);
      if (response.ok) fetched.set(href, new Uint8Array(await response.arrayBuffer()));
    }),
  );
}

/** The content of a compiled file; undefined if the file does not exist. */
export function readCompiled(file: URL): Uint8Array<ArrayBuffer> | undefined {
  return fetched.get(file.href) ?? fetchWaiting(file);
}

function fetchWaiting(file: URL): Uint8Array<ArrayBuffer> | undefined {
  const request = new XMLHttpRequest();
  request.open("GET", file, false);
  // A synchronous request cannot return an ArrayBuffer in a page: its text contains one byte per character.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  return request.status === 200
    ? Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff)
    : undefined;
}

/** A browser offers no way to enable it. */
export function allowRelaxedSimd(): void {}

/** A browser offers no way to enable them. */
export function allowWideVectors(): boolean {
  return false;
}
