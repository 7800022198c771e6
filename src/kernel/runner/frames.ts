/**
 * Messages between the kernel's process and the runner's, over a pipe: four bytes of length, then the value by
 * structured clone, so that text which is no valid Unicode passes as it is.
 */
import type { Readable } from "node:stream";
import { deserialize, serialize } from "node:v8";

const HEADER = 4;

/** A message as it goes over a pipe. */
export function writeFrame(message: unknown): Uint8Array {
  const body = serialize(message);
  const frame = new Uint8Array(HEADER + body.length);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, HEADER);
  return frame;
}

/** Has each message that a pipe brings taken, in order. */
export function readFrames(pipe: Readable, take: (message: unknown) => void): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted: number | undefined;
  const joined = (): Buffer => {
    const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, held);
    chunks = [all];
    return all;
  };
  const cut = (length: number): Buffer => {
    const all = joined();
    held -= length;
    chunks = held === 0 ? [] : [all.subarray(length)];
    return all.subarray(0, length);
  };
  pipe.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    for (;;) {
      if (wanted === undefined && held >= HEADER) wanted = cut(HEADER).readUInt32LE();
      if (wanted === undefined || held < wanted) return;
      const body = cut(wanted);
      wanted = undefined;
      take(deserialize(body));
    }
  });
}
