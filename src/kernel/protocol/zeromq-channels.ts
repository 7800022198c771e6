/**
 * The kernel's five ZeroMQ sockets.
 *
 * All sockets are bound before the first message is read, because a client that has reached one socket
 * expects that the others are open. A ZeroMQ socket accepts one `send` at a time; sends are therefore
 * chained, which also preserves their order.
 */
import { Reply, Router, XPublisher } from "zeromq";
import { addressOf, type Connection } from "./connection.js";
import type { Channels, Receiver, RequestChannel } from "./channels.js";
import type { Outgoing } from "./message.js";
import { Wire, WireError, type Frame } from "./wire.js";

type Sending = { send(frames: Frame[]): Promise<void>; close(): void };

/** Sends messages on one socket, in order: at once where no earlier message is still being sent. */
class SendQueue {
  private readonly waiting: Frame[][] = [];
  /** Settled once all messages so far are sent. */
  private sending: Promise<void> | undefined;

  constructor(private readonly socket: Sending) {}

  send(frames: Frame[]): void {
    this.waiting.push(frames);
    this.sending ??= this.sendAll();
  }

  async close(): Promise<void> {
    await this.sending;
    this.socket.close();
  }

  private async sendAll(): Promise<void> {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      // If the peer has gone or the socket is closed, the message is dropped: nobody is left to receive an
      // error.
      await this.socket.send(next).catch(() => undefined);
    }
    this.sending = undefined;
  }
}

export class ZeroMqChannels implements Channels {
  private readonly wire: Wire;
  private readonly sockets = { shell: new Router(), control: new Router(), stdin: new Router() };
  private readonly publisher = new XPublisher();
  private readonly heartbeat = new Reply();
  private readonly queues: Readonly<Record<RequestChannel | "iopub", SendQueue>>;

  constructor(private readonly connection: Connection) {
    this.wire = new Wire(connection.key, connection.hash);
    // No limit here: ZeroMQ drops messages beyond its limit without notice, and the runner already bounds the
    // output.
    this.publisher.sendHighWaterMark = 0;
    for (const socket of [...Object.values(this.sockets), this.publisher, this.heartbeat])
      socket.linger = 500;
    this.queues = {
      shell: new SendQueue(this.sockets.shell),
      control: new SendQueue(this.sockets.control),
      stdin: new SendQueue(this.sockets.stdin),
      iopub: new SendQueue(this.publisher),
    };
  }

  /** Binds every socket, then begins to read. Throws if a port is taken. */
  async open(receive: Receiver): Promise<void> {
    await Promise.all([
      this.sockets.shell.bind(addressOf(this.connection, "shell")),
      this.sockets.control.bind(addressOf(this.connection, "control")),
      this.sockets.stdin.bind(addressOf(this.connection, "stdin")),
      this.publisher.bind(addressOf(this.connection, "iopub")),
      this.heartbeat.bind(addressOf(this.connection, "heartbeat")),
    ]);
    void this.beat();
    void this.welcome();
    for (const channel of ["shell", "control", "stdin"] as const) void this.listen(channel, receive);
  }

  send(channel: RequestChannel, outgoing: Outgoing): string {
    const identities = outgoing.identities ?? outgoing.parent?.identities ?? [];
    const id = this.wire.nextId();
    this.queues[channel].send(this.wire.write({ ...outgoing, id, identities }));
    return id;
  }

  publish(outgoing: Outgoing): void {
    this.queues.iopub.send(this.wire.write({ ...outgoing, identities: [`kernel.${outgoing.type}`] }));
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.queues).map((queue) => queue.close()));
    this.heartbeat.close();
  }

  private async listen(channel: RequestChannel, receive: Receiver): Promise<void> {
    for await (const frames of this.sockets[channel]) {
      try {
        receive(channel, this.wire.read(frames));
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        process.stderr.write(`neurones kernel: message on ${channel} ignored: ${error.message}\n`);
      }
    }
  }

  private async beat(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }

  /** Confirms each subscription, so that a client knows from when on it receives every message (JEP 65). */
  private async welcome(): Promise<void> {
    for await (const [frame] of this.publisher) {
      if (frame?.[0] !== 1) continue;
      const topic = frame.subarray(1).toString("utf8");
      const welcome: Outgoing = {
        type: "iopub_welcome",
        content: { subscription: topic },
        identities: [frame.subarray(1)],
      };
      this.queues.iopub.send(this.wire.write(welcome));
    }
  }
}
