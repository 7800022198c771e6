/**
 * The kernels compiled to WebAssembly, in a browser: files beside the code, fetched while the page's worker
 * waits. The twin for Node is `compiled-kernels.node.ts`.
 */

/** The content of a compiled file; undefined if the file does not exist. */
export function readCompiled(file: URL): Uint8Array<ArrayBuffer> | undefined {
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
