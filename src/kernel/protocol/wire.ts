/**
 * Jupyter's wire protocol: messages as ZeroMQ frames and back.
 *
 *     [routing identities…] "<IDS|MSG>" signature header parent_header metadata content [buffers…]
 *
 * The four JSON frames are signed with an HMAC over the connection's key. A message whose form or signature is wrong
 * is a `WireError`: the sender cannot be answered, and must not be able to stop the kernel.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** The version of the protocol that this kernel speaks: 5.4 announces itself on `iopub` (JEP 65). */
export const PROTOCOL_VERSION = "5.4";

const DELIMITER = Buffer.from("<IDS|MSG>");

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

/** A message received. */
export interface Message {
  /** The route back to the sender. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  /** The identifier of the message that it answers; empty where none is named. */
  readonly parentId: string;
  readonly metadata: Fields;
  readonly content: Fields;
}

/** A message to send. */
export interface Outgoing {
  readonly type: string;
  /** Its own identifier, where the sender must know it. */
  readonly id?: string;
  /** What it answers or belongs to; absent for what nobody asked for. */
  readonly parent?: Message | undefined;
  readonly identities?: readonly (Buffer | string)[];
  readonly metadata?: Fields;
  /** The content, or its JSON where it is already written. */
  readonly content: Fields | string;
}

/** Frames that are not a message of this kernel. */
export class WireError extends Error {
  override name = "WireError";
}

/** Signs and writes, checks and reads. */
export class Wire {
  private readonly session = randomUUID();
  private sent = 0;

  constructor(
    private readonly key: string,
    private readonly hash: string,
  ) {}

  /** Reads a message. Throws `WireError`. */
  read(frames: readonly Buffer[]): Message {
    const delimiter = frames.findIndex((frame) => frame.equals(DELIMITER));
    if (delimiter < 0) throw new WireError("no delimiter");
    const signature = frames[delimiter + 1];
    const [header, parent, metadata, content] = frames.slice(delimiter + 2, delimiter + 6);
    if (
      signature === undefined ||
      header === undefined ||
      parent === undefined ||
      metadata === undefined ||
      content === undefined
    )
      throw new WireError(`${frames.length - delimiter - 1} frames after the delimiter, expected 5 or more`);
    this.check(signature, [header, parent, metadata, content]);
    return {
      identities: frames.slice(0, delimiter),
      header: completeHeader(parseObject("header", header)),
      parentId: parentIdOf(parseObject("parent_header", parent)),
      metadata: parseObject("metadata", metadata),
      content: parseObject("content", content),
    };
  }

  /** Writes a message. */
  write(outgoing: Outgoing): (Buffer | string)[] {
    const header: Header = {
      msg_id: outgoing.id ?? this.nextId(),
      msg_type: outgoing.type,
      session: this.session,
      username: outgoing.parent?.header.username ?? "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const { content } = outgoing;
    const parts = [
      JSON.stringify(header),
      JSON.stringify(outgoing.parent?.header ?? {}),
      JSON.stringify(outgoing.metadata ?? {}),
      typeof content === "string" ? content : JSON.stringify(content),
    ].map(wellFormed);
    return [...(outgoing.identities ?? []), DELIMITER, this.sign(parts), ...parts];
  }

  /** An identifier for a message. */
  nextId(): string {
    return `${this.session}_${this.sent++}`;
  }

  private check(signature: Buffer, parts: readonly Buffer[]): void {
    if (this.key === "") return;
    const expected = Buffer.from(this.sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
      throw new WireError("wrong signature");
  }

  private sign(parts: readonly (Buffer | string)[]): string {
    if (this.key === "") return "";
    const hmac = createHmac(this.hash, this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}

/** `JSON.stringify` writes half of a surrogate pair as an escape, and what is a backslash in a text as two. */
const HALF = /(?<=(?:^|[^\\])(?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;

/**
 * JSON whose texts are all well-formed Unicode: half of a surrogate pair becomes U+FFFD. Many a reader cannot write such a
 * half into a file: JupyterLab would not save the notebook.
 */
function wellFormed(json: string): string {
  return json.includes("\\ud") || json.includes("\\uD") ? json.replace(HALF, "\ufffd") : json;
}

function parseObject(name: string, frame: Buffer): Fields {
  let value: unknown;
  try {
    value = JSON.parse(frame.toString("utf8"));
  } catch {
    throw new WireError(`${name} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new WireError(`${name} is not an object`);
  return value as Fields;
}

function parentIdOf(fields: Fields): string {
  const id = fields["msg_id"];
  return typeof id === "string" ? id : "";
}

function completeHeader(fields: Fields): Header {
  const field = (name: string): string => {
    const value = fields[name];
    return typeof value === "string" ? value : "";
  };
  if (field("msg_type") === "" || field("msg_id") === "")
    throw new WireError("header without msg_type or msg_id");
  return {
    ...fields,
    msg_id: field("msg_id"),
    msg_type: field("msg_type"),
    session: field("session"),
    username: field("username"),
    date: field("date"),
    version: field("version"),
  };
}
