/** The kernel in a page that holds nothing else, and a client of it, for the suites that every kernel must pass. */
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { bundleKernel } from "../../browser-edition/build/bundle-kernel.js";
import type { CellClient, Exchange, Json, Received, Sending } from "../kernel/client.js";
import { ROOT } from "../setup/clone.js";

const PATIENCE = 240_000;

/** A message as it crosses from the page. */
interface Crossed {
  readonly header: { readonly msg_id: string; readonly msg_type: string; readonly session: string };
  readonly parent_header: { readonly msg_id?: string };
  readonly metadata: Json;
  readonly content: Json;
  readonly channel: string;
}

/** Serves the kernel's files, with or without the headers that isolate a page. */
export class KernelFiles {
  private constructor(
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async serve(isIsolated: boolean): Promise<KernelFiles> {
    const folder = await mkdtemp(path.join(tmpdir(), "neurones-page-kernel-"));
    await bundleKernel(ROOT, folder, {});
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
    return new KernelFiles(folder, server);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export class PageKernelClient implements CellClient {
  private readonly listeners = new Set<(message: Received, channel: string) => void>();
  private readonly session = randomUUID();
  /** The messages of this turn. */
  private readonly turn: object[] = [];
  readonly pageErrors: string[] = [];

  private constructor(private readonly page: Page) {
    page.on("pageerror", (error) => this.pageErrors.push(error.message));
  }

  static async start(browser: Browser, files: KernelFiles): Promise<PageKernelClient> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const client = new PageKernelClient(page);
    await page.exposeFunction("receive", (message: Crossed) => client.receive(message));
    await page.goto(files.address);
    await page.evaluate(
      `import("/bundle/kernel.js").then(async ({ startPageKernel }) => {
        window.kernel = await startPageKernel((message) => receive({ ...message, buffers: [] }));
      })`,
    );
    await client.request("kernel_info_request");
    return client;
  }

  request(
    type: string,
    content: Json = {},
    { channel = "shell", metadata }: { channel?: "shell" | "control"; metadata?: Json } = {},
  ): Promise<Exchange> {
    const id = randomUUID();
    const start = performance.now();
    const outputs: Received[] = [];
    return new Promise((resolve) => {
      let answer: { reply: Json; time: number } | undefined;
      let isIdle = false;
      const stop = this.listen((message, from) => {
        if (message.parent !== id) return;
        if (from !== "iopub" && message.type !== "input_request")
          answer = { reply: message.content, time: performance.now() - start };
        else if (message.type === "status") isIdle = message.content["execution_state"] === "idle";
        else if (message.type !== "execute_input") outputs.push(message);
        if (answer === undefined || !isIdle) return;
        stop();
        resolve({ id, ...answer, outputs });
      });
      this.send(channel, type, content, { id, ...(metadata !== undefined && { metadata }) });
    });
  }

  execute(code: string, options: Json = {}, _timeout?: number, cellId?: string): Promise<Exchange> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...options,
    };
    return this.request("execute_request", content, { metadata: cellId === undefined ? {} : { cellId } });
  }

  interrupt(): Promise<Exchange> {
    return this.request("interrupt_request", {}, { channel: "control" });
  }

  listen(listener: (message: Received, channel: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  next(wanted: (message: Received) => boolean, timeout = PATIENCE): Promise<Received> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("message did not come")), timeout);
      const stop = this.listen((message) => {
        if (!wanted(message)) return;
        clearTimeout(timer);
        stop();
        resolve(message);
      });
    });
  }

  send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Json,
    { id = randomUUID(), parent, metadata = {} }: Sending = {},
  ): void {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: "test",
      date: "",
      version: "5.4",
    };
    const message = {
      header,
      parent_header: parent === undefined ? {} : { msg_id: parent },
      metadata,
      content,
      channel,
    };
    // All messages of one turn cross together: each crossing takes longer than some cells.
    if (this.turn.push(message) === 1) queueMicrotask(() => this.sendTurn());
  }

  private sendTurn(): void {
    const messages = JSON.stringify(this.turn.splice(0));
    void this.page.evaluate(`${messages}.forEach((message) => kernel.take(message))`);
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  private receive({ header, parent_header, metadata, content, channel }: Crossed): void {
    const message: Received = {
      type: header.msg_type,
      id: header.msg_id,
      parent: parent_header.msg_id ?? "",
      session: header.session,
      metadata,
      content,
      buffers: [],
    };
    for (const listener of [...this.listeners]) listener(message, channel);
  }
}
