/**
 * A Jupyter client for tests: starts the real kernel as Jupyter does, and speaks the wire protocol to it.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dealer, Request, Subscriber } from "zeromq";
import type { Checks } from "../../src/kernel/checks.js";
import { CellClient, type Json, type Received, type Sending } from "./cell-client.js";

export * from "./cell-client.js";

export interface KernelOptions {
  /** The notebook's folder. */
  readonly directory?: string;
  /** How strictly cells are checked: as in the course by default. */
  readonly checks?: Checks;
  readonly env?: Readonly<Record<string, string>>;
  /** The command of another kernel, without the connection file. */
  readonly command?: readonly string[];
}

const MAIN = fileURLToPath(new URL("../../src/kernel/main.js", import.meta.url));
const DELIMITER = "<IDS|MSG>";
const PORTS = ["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"] as const;

type Port = (typeof PORTS)[number];

export class KernelClient extends CellClient {
  private readonly shell = new Dealer({ routingId: this.session, linger: 0 });
  private readonly control = new Dealer({ routingId: this.session, linger: 0 });
  private readonly stdin = new Dealer({ routingId: this.session, linger: 0 });
  private readonly iopub = new Subscriber({ linger: 0 });
  private readonly heart = new Request({ linger: 0, receiveTimeout: 120_000 });

  private constructor(
    readonly process: ChildProcess,
    private readonly key: string,
    private readonly folder: string,
  ) {
    super();
    process.stderr?.setEncoding("utf8").on("data", (text: string) => (this.log += text));
  }

  /** Starts a kernel and waits until it answers. */
  static async start(options: KernelOptions = {}): Promise<KernelClient> {
    const folder = await mkdtemp(join(tmpdir(), "neurones-kernel-"));
    const key = randomUUID();
    const ports = await freePorts();
    const file = join(folder, "connection.json");
    await writeFile(
      file,
      JSON.stringify({ transport: "tcp", ip: "127.0.0.1", key, signature_scheme: "hmac-sha256", ...ports }),
    );
    const [program = process.execPath, ...words] = options.command ?? [process.execPath, MAIN];
    const kernel = spawn(program, [...words, file], {
      cwd: options.directory ?? folder,
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        NEURONES_CHECKS: options.checks ?? "course",
        ...options.env,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const client = new KernelClient(kernel, key, folder);
    client.connect(ports);
    await client.untilReady();
    return client;
  }

  /** Sends a message with the right signature. */
  send(
    channel: "shell" | "control" | "stdin",
    type: string,
    content: Json,
    { id = randomUUID(), parent, metadata = {}, buffers = [] }: Sending = {},
  ): void {
    const parts = [
      this.header(id, type),
      parent === undefined ? {} : { msg_id: parent },
      metadata,
      content,
    ].map((part) => JSON.stringify(part));
    const frames = buffers.map((buffer) => Buffer.from(buffer));
    this.sendFrames(channel, [DELIMITER, this.sign(parts), ...parts, ...frames]);
  }

  /** Signs frames as the kernel expects. */
  sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac("sha256", this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  /** Sends arbitrary frames. */
  sendFrames(channel: "shell" | "control" | "stdin", frames: (string | Buffer)[]): void {
    this.tails[channel] = this.tails[channel].then(() => this[channel].send(frames));
  }

  private readonly tails = { shell: Promise.resolve(), control: Promise.resolve(), stdin: Promise.resolve() };

  /** Sends a heartbeat; returns the milliseconds to its echo. */
  async beat(): Promise<number> {
    const start = performance.now();
    await this.heart.send("ping");
    await this.heart.receive();
    return performance.now() - start;
  }

  /** Shuts the kernel down and waits for its end; false if it had to be killed. */
  async shutdown(): Promise<boolean> {
    const ended =
      this.process.exitCode !== null || this.process.signalCode !== null
        ? Promise.resolve()
        : once(this.process, "exit");
    this.send("control", "shutdown_request", { restart: false });
    const timer = setTimeout(() => this.process.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(timer);
    await this.close();
    return this.process.signalCode === null;
  }

  /** Closes the client's sockets. */
  async close(): Promise<void> {
    this.endWaits();
    for (const socket of [this.shell, this.control, this.stdin, this.iopub, this.heart]) socket.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Asks until reply and publication both arrive: messages published before the subscription exists are not
   * received.
   */
  private async untilReady(): Promise<void> {
    const end = performance.now() + 120_000;
    for (;;) {
      try {
        await this.request("kernel_info_request", {}, { timeout: 250 });
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  }

  private connect(ports: Readonly<Record<Port, number>>): void {
    const address = (port: Port): string => `tcp://127.0.0.1:${ports[port]}`;
    this.shell.connect(address("shell_port"));
    this.control.connect(address("control_port"));
    this.stdin.connect(address("stdin_port"));
    this.iopub.connect(address("iopub_port"));
    this.iopub.subscribe();
    this.heart.connect(address("hb_port"));
    for (const [name, socket] of [
      ["shell", this.shell],
      ["control", this.control],
      ["stdin", this.stdin],
      ["iopub", this.iopub],
    ] as const) {
      void (async () => {
        for await (const frames of socket) this.receive(name, frames);
      })();
    }
  }

  private receive(channel: string, frames: readonly Buffer[]): void {
    const start = frames.findIndex((frame) => frame.toString() === DELIMITER);
    const [header, parent, metadata, content] = frames
      .slice(start + 2, start + 6)
      .map((frame) => JSON.parse(frame.toString()) as Json);
    const message: Received = {
      type: String(header?.["msg_type"]),
      id: String(header?.["msg_id"]),
      parent: String(parent?.["msg_id"] ?? ""),
      session: String(header?.["session"]),
      metadata: metadata ?? {},
      content: content ?? {},
      buffers: frames.slice(start + 6).map((frame) => Uint8Array.from(frame)),
    };
    this.hear(message, channel);
  }
}

async function freePorts(): Promise<Record<Port, number>> {
  const servers = PORTS.map(() => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return Object.fromEntries(PORTS.map((name, index) => [name, ports[index]])) as Record<Port, number>;
}
