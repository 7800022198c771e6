/**
 * The two pipes between the kernel's process and the runner's. A message is four bytes of length, then the
 * value in V8's structured-clone format, which preserves text that is not well-formed Unicode.
 */
import type { Readable } from "node:stream";
import { deserialize, serialize } from "node:v8";

/** The file descriptor on which the runner writes. */
export const MESSAGES = 3;
/** The file descriptor on which the runner's listener thread reads the kernel's commands. */
export const COMMANDS = 4;

const HEADER = 4;

/** The bytes of a message. */
export function writeFrame(message: unknown): Uint8Array {
  const body = serialize(message);
  const frame = new Uint8Array(HEADER + body.length);
  new DataView(frame.buffer).setUint32(0, body.length, true);
  frame.set(body, HEADER);
  return frame;
}

/** Calls `receive` with each message that a pipe delivers, in order. */
export function readFrames(pipe: Readable, receive: (message: unknown) => void): void {
  let chunks: Buffer[] = [];
  let available = 0;
  let wanted: number | undefined;
  const joined = (): Buffer => {
    const all = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, available);
    chunks = [all];
    return all;
  };
  const cut = (length: number): Buffer => {
    const all = joined();
    available -= length;
    chunks = available === 0 ? [] : [all.subarray(length)];
    return all.subarray(0, length);
  };
  pipe.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    available += chunk.length;
    for (;;) {
      if (wanted === undefined && available >= HEADER) wanted = cut(HEADER).readUInt32LE();
      if (wanted === undefined || available < wanted) return;
      const body = cut(wanted);
      wanted = undefined;
      receive(deserialize(body));
    }
  });
}

// Taken now: a cell may replace them.
const { kill, pid, platform } = process;

/** Ends this process at once, with all processes that it has started. */
export function endProcess(): void {
  kill.call(process, platform === "win32" ? pid : -pid, "SIGKILL");
}
