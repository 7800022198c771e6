/** The kernel in a page that holds nothing else, and a client of it, for the suites that every kernel must pass. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { bundleKernel } from "../../browser-edition/build/bundle-kernel.js";
import { CellClient, type Json, type Received, type Sending } from "../kernel/cell-client.js";
import { ROOT } from "../setup/clone.js";

const PATIENCE = 240_000;

/** A message as it crosses from the page. */
interface Crossed {
  readonly header: { readonly msg_id: string; readonly msg_type: string; readonly session: string };
  readonly parent_header: { readonly msg_id?: string };
  readonly metadata: Json;
  readonly content: Json;
  readonly channel: string;
  readonly buffers: readonly (readonly number[])[];
}

/** The folder with the kernel's files, which this process has built. */
let built: Promise<string> | undefined;

async function build(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "neurones-page-kernel-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await bundleKernel(ROOT, folder, {});
  return folder;
}

/** Serves the kernel's files, with or without the headers that isolate a page. */
export class KernelFiles {
  private constructor(private readonly server: Server) {}

  static async serve(isIsolated: boolean): Promise<KernelFiles> {
    const folder = await (built ??= build());
    const server = createServer((request, response) => {
      if (isIsolated) {
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
      }
      const name = new URL(request.url ?? "/", "http://localhost").pathname;
      if (name === "/") return void response.setHeader("content-type", "text/html").end("<!doctype html>");
      const type = name.endsWith(".js") ? "text/javascript" : "application/octet-stream";
      readFile(path.join(folder, name)).then(
        (content) => response.setHeader("content-type", type).end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new KernelFiles(server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

export class PageKernelClient extends CellClient {
  /** The messages of this turn. */
  private readonly turn: object[] = [];
  readonly pageErrors: string[] = [];

  private constructor(private readonly page: Page) {
    super();
    page.on("pageerror", (error) => this.pageErrors.push(error.message));
  }

  /** How many workers the page itself has: those of a worker are not among them. */
  get workers(): number {
    return this.page.workers().length;
  }

  static async start(
    browser: Browser,
    files: KernelFiles,
    { ownClock = false } = {},
  ): Promise<PageKernelClient> {
    const page = await browser.newPage();
    if (ownClock) await page.clock.install();
    page.setDefaultTimeout(PATIENCE);
    const client = new PageKernelClient(page);
    await page.exposeFunction("receive", (messages: readonly Crossed[]) =>
      messages.forEach((message) => client.receive(message)),
    );
    await page.goto(files.address);
    await page.evaluate(START);
    await client.request("kernel_info_request");
    return client;
  }

  send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Json,
    { id = randomUUID(), parent, metadata = {}, buffers = [] }: Sending = {},
  ): void {
    const message = {
      header: this.header(id, type),
      parent_header: parent === undefined ? {} : { msg_id: parent },
      metadata,
      content,
      channel,
      buffers: buffers.map((bytes) => [...bytes]),
    };
    // All messages of one turn cross together: each crossing takes longer than some cells.
    if (this.turn.push(message) === 1) queueMicrotask(() => this.sendTurn());
  }

  private sendTurn(): void {
    const messages = JSON.stringify(this.turn.splice(0));
    void this.page.evaluate(`${messages}.forEach(take)`);
  }

  /** Puts the page's clock forward, if it has its own; those of its workers go on as before. */
  async later(milliseconds: number): Promise<void> {
    await this.page.clock.fastForward(milliseconds);
  }

  async close(): Promise<void> {
    this.endWaits();
    await this.page.close();
  }

  private receive({ header, parent_header, metadata, content, channel, buffers }: Crossed): void {
    const message: Received = {
      type: header.msg_type,
      id: header.msg_id,
      parent: parent_header.msg_id ?? "",
      session: header.session,
      metadata,
      content,
      buffers: buffers.map((bytes) => Uint8Array.from(bytes)),
    };
    this.hear(message, channel);
  }
}

/**
 * Starts the kernel in the page. What it sends within a turn crosses together; buffers cross as arrays of numbers.
 */
const START = `import("/bundle/kernel.js").then(async ({ startPageKernel }) => {
  const bytesOf = (buffer) => ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  const waiting = [];
  const kernel = await startPageKernel((message) => {
    const crossing = { ...message, buffers: message.buffers.map((buffer) => [...bytesOf(buffer)]) };
    if (waiting.push(crossing) === 1) setTimeout(() => receive(waiting.splice(0)));
  });
  window.take = (message) =>
    kernel.take({ ...message, buffers: message.buffers.map((bytes) => Uint8Array.from(bytes).buffer) });
})`;
