/**
 * The kernels compiled to WebAssembly, in a browser: files beside the code, fetched while the page's worker waits. The twin
 * for Node is `compiled-kernels.node.ts`.
 */

/** The content of a compiled file; undefined where there is none. */
export function readCompiled(file: URL): Uint8Array<ArrayBuffer> | undefined {
  const request = new XMLHttpRequest();
  request.open("GET", file, false);
  // Bytes as the low halves of characters: the form that a request one waits for can have everywhere.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  return request.status === 200
    ? Uint8Array.from(request.responseText, (character) => character.charCodeAt(0) & 0xff)
    : undefined;
}

/** A browser has it or not. */
export function allowRelaxedSimd(): void {}
