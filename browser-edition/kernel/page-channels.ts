/** The kernel's channels within a page: messages are objects, and are handed over by calls. */
import type { Channels, Receiver, RequestChannel } from "../../src/kernel/protocol/channels.js";
import {
  PROTOCOL_VERSION,
  type Fields,
  type Header,
  type Message,
  type Outgoing,
} from "../../src/kernel/protocol/message.js";
import { randomUUID } from "../../src/kernel/runner/values.browser.js";

/** A message as JupyterLab's services write it. */
export interface PageMessage {
  readonly header: Header;
  readonly parent_header: Partial<Header>;
  readonly metadata: Fields;
  readonly content: Fields;
  readonly channel: RequestChannel | "iopub";
  readonly buffers?: readonly (ArrayBuffer | ArrayBufferView)[];
}

/** Hands a message over to the page's clients. */
export type Deliver = (message: PageMessage) => void;

export class PageChannels implements Channels {
  private readonly session = randomUUID();
  /** The sessions of the clients that have sent messages. */
  private readonly clients = new Set<string>();
  private sent = 0;
  private receive: Receiver = () => undefined;

  constructor(private readonly deliver: Deliver) {}

  open(receive: Receiver): Promise<void> {
    this.receive = receive;
    return Promise.resolve();
  }

  /** Takes a message of a client. */
  take({ header, parent_header: parent, metadata, content, channel, buffers = [] }: PageMessage): void {
    this.clients.add(header.session);
    const message: Message = {
      identities: [],
      header,
      parentId: parent.msg_id ?? "",
      metadata,
      content,
      buffers: buffers.map(bytesOf),
    };
    this.receive(channel === "iopub" ? "shell" : channel, message);
  }

  send(channel: RequestChannel, outgoing: Outgoing): string {
    return this.write(channel, outgoing);
  }

  publish(outgoing: Outgoing): void {
    this.write("iopub", outgoing);
  }

  close(): Promise<void> {
    this.receive = () => undefined;
    return Promise.resolve();
  }

  private write(
    channel: PageMessage["channel"],
    { type, parent, metadata, content, buffers }: Outgoing,
  ): string {
    const id = `${this.session}_${this.sent++}`;
    // JupyterLite hands a message to the client whose session it names. One that answers no request, such as what pages
    // are told of their cells, is for all clients.
    const sessions = parent === undefined ? [...this.clients] : [parent.header.session];
    for (const session of sessions)
      this.deliver({
        header: {
          msg_id: id,
          msg_type: type,
          session,
          username: parent?.header.username ?? "kernel",
          date: new Date().toISOString(),
          version: PROTOCOL_VERSION,
        },
        parent_header: parent?.header ?? {},
        metadata: metadata ?? {},
        content,
        channel,
        buffers: buffers ?? [],
      });
    return id;
  }
}

function bytesOf(buffer: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
}
