/**
 * The channels on which the kernel and its clients exchange messages: ZeroMQ sockets (`zeromq-channels.ts`), or
 * calls within a page.
 */
import type { Message, Outgoing } from "./message.js";

/** The channels on which requests arrive and are answered. */
export type RequestChannel = "shell" | "control" | "stdin";

/** Receives each message that arrives. */
export type Receiver = (channel: RequestChannel, message: Message) => void;

export interface Channels {
  /** Begins to receive messages. Rejects if that is impossible. */
  open(receive: Receiver): Promise<void>;
  /** Sends a message to the sender of the request that it answers; returns the identifier of the message. */
  send(channel: RequestChannel, outgoing: Outgoing): string;
  /** Publishes a message to every client. */
  publish(outgoing: Outgoing): void;
  /** Sends the messages that wait, then closes the channels. */
  close(): Promise<void>;
}
