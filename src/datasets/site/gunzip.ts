/** Decompresses gzip in a browser. */
import { isGzip, MOST_DECOMPRESSED } from "../files/gzip.js";

/** Bytes as they are, or decompressed if they are gzip. */
export async function gunzipped(bytes: Uint8Array): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_DECOMPRESSED) throw new RangeError(`more than ${MOST_DECOMPRESSED} bytes`);
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
