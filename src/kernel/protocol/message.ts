/** The messages of Jupyter's protocol, however they travel. */

/**
 * The version of the protocol that this kernel implements. Since 5.4 a kernel confirms subscriptions to
 * `iopub` (JEP 65).
 */
export const PROTOCOL_VERSION = "5.4";

/** A message's header. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** A received message. */
export interface Message {
  /** The route back to the sender. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  /** The identifier of the message that it answers; empty if it names none. */
  readonly parentId: string;
  readonly metadata: Fields;
  readonly content: Fields;
  /** Binary data, which nobody else changes. */
  readonly buffers: readonly Uint8Array[];
}

/** A message to send. */
export interface Outgoing {
  readonly type: string;
  /** The identifier of this message, if the sender has chosen it. */
  readonly id?: string;
  /** The message that this one answers or belongs to; undefined if no request caused it. */
  readonly parent?: Message | undefined;
  readonly identities?: readonly (Uint8Array | string)[];
  readonly metadata?: Fields;
  readonly content: Fields;
  readonly buffers?: readonly Uint8Array[];
}
