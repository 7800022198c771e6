/**
 * The kernel's five ZeroMQ sockets.
 *
 * All are bound before the first message is read: a client that has seen one open takes the others for open. A socket
 * takes one `send` at a time, so sends are chained, which also keeps their order.
 */
import { Reply, Router, XPublisher } from "zeromq";
import { addressOf, type Connection } from "./connection.js";
import { Wire, WireError, type Message, type Outgoing } from "./wire.js";

/** The channels on which requests arrive and are answered. */
export type RequestChannel = "shell" | "control" | "stdin";

/** Takes what arrives. */
export type Receiver = (channel: RequestChannel, message: Message) => void;

type Sending = { send(frames: (Buffer | string)[]): Promise<void>; close(): void };

/** Sends in order. */
class Outlet {
  private tail: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Sending) {}

  send(frames: (Buffer | string)[]): void {
    // A peer that is gone, or a socket that is closed, is no reason to stop: there is nobody to tell.
    this.tail = this.tail.then(() => this.socket.send(frames)).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.tail;
    this.socket.close();
  }
}

export class Channels {
  private readonly wire: Wire;
  private readonly sockets = { shell: new Router(), control: new Router(), stdin: new Router() };
  private readonly publisher = new XPublisher();
  private readonly heartbeat = new Reply();
  private readonly outlets: Readonly<Record<RequestChannel | "iopub", Outlet>>;

  constructor(private readonly connection: Connection) {
    this.wire = new Wire(connection.key, connection.hash);
    // What a cell prints is bounded before it comes here; beyond ZeroMQ's own limit it would be dropped in silence.
    this.publisher.sendHighWaterMark = 0;
    for (const socket of [...Object.values(this.sockets), this.publisher, this.heartbeat])
      socket.linger = 500;
    this.outlets = {
      shell: new Outlet(this.sockets.shell),
      control: new Outlet(this.sockets.control),
      stdin: new Outlet(this.sockets.stdin),
      iopub: new Outlet(this.publisher),
    };
  }

  /** Binds every socket, then reads. Throws where a port is taken. */
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

  /** Sends on the channel a request came by, to whoever sent it; gives the identifier of what is sent. */
  send(channel: RequestChannel, outgoing: Outgoing): string {
    const identities = outgoing.identities ?? outgoing.parent?.identities ?? [];
    const id = this.wire.nextId();
    this.outlets[channel].send(this.wire.write({ ...outgoing, id, identities }));
    return id;
  }

  /** Publishes to everybody who listens. */
  publish(outgoing: Outgoing): void {
    this.outlets.iopub.send(this.wire.write({ ...outgoing, identities: [`kernel.${outgoing.type}`] }));
  }

  /** Sends what is still to be sent, then closes. */
  async close(): Promise<void> {
    await Promise.all(Object.values(this.outlets).map((outlet) => outlet.close()));
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

  /** Greets each subscription, so that a client knows from when on it misses nothing (JEP 65). */
  private async welcome(): Promise<void> {
    for await (const [frame] of this.publisher) {
      if (frame?.[0] !== 1) continue;
      const topic = frame.subarray(1).toString("utf8");
      const welcome: Outgoing = {
        type: "iopub_welcome",
        content: { subscription: topic },
        identities: [frame.subarray(1)],
      };
      this.outlets.iopub.send(this.wire.write(welcome));
    }
  }
}
