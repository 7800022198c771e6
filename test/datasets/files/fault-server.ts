/** A local server that imitates a mirror with faults. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Behaviour {
  /** The file's bytes; the announced size is theirs, unless `announce` gives another. */
  readonly bytes: Uint8Array;
  /** Whether requests for a part are answered with that part; true by default. */
  readonly ranges?: boolean;
  /** The number of first responses whose connection is closed after `cutAfter` bytes. */
  readonly cuts?: number;
  readonly cutAfter?: number;
  /** The status of all responses, which have no body. */
  readonly status?: number;
  /** The number of bytes after which nothing more is sent, while the connection stays open. */
  readonly silentAfter?: number;
  /** The announced size; false for none. */
  readonly announce?: number | false;
}

export interface FaultServer {
  /** The URL to which a file's name is appended. */
  readonly mirror: string;
  /** All requests, as `name` or `name from byte`. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function faultServer(files: Readonly<Record<string, Behaviour>>): Promise<FaultServer> {
  const requests: string[] = [];
  const answers = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    requests.push(from > 0 ? `${name} ${from}` : name);
    const count = answers.get(name) ?? 0;
    answers.set(name, count + 1);
    answer(files[name], from, count, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    mirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  file: Behaviour | undefined,
  from: number,
  count: number,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (file === undefined || file.status !== undefined) {
    response.writeHead(file?.status ?? 404).end("nothing here");
    return;
  }
  const { bytes, ranges = true, cuts = 0, cutAfter = 0, silentAfter, announce = bytes.length } = file;
  const start = ranges ? from : 0;
  if (start > 0 && start >= bytes.length) {
    response.writeHead(416).end();
    return;
  }
  const head: Record<string, string> =
    announce === false ? {} : { "content-length": String(announce - start) };
  if (start > 0) head["content-range"] = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
  response.writeHead(start > 0 ? 206 : 200, head);
  if (silentAfter !== undefined) {
    response.write(bytes.subarray(start, silentAfter));
  } else if (count < cuts) {
    response.write(bytes.subarray(start, start + cutAfter), () => request.socket.destroySoon());
  } else {
    response.end(bytes.subarray(start));
  }
}
