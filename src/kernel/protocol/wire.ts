/**
 * Jupyter's wire protocol: turns messages into ZeroMQ frames and back.
 *
 *     [routing identities…] "<IDS|MSG>" signature header parent_header metadata content [buffers…]
 *
 * The four JSON frames are signed with an HMAC that uses the connection's key. A message whose form or
 * signature is wrong throws a `WireError`: its sender cannot be answered, and must not be able to stop the
 * kernel.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { PROTOCOL_VERSION, type Fields, type Header, type Message, type Outgoing } from "./message.js";

/** A part of a message on a socket. */
export type Frame = Uint8Array | string;

const DELIMITER = Buffer.from("<IDS|MSG>");

/** Frames that are not a message of this kernel. */
export class WireError extends Error {
  override name = "WireError";
}

/** Writes and signs outgoing messages; checks and reads incoming ones. */
export class Wire {
  private readonly session = randomUUID();
  private sent = 0;

  constructor(
    private readonly key: string,
    private readonly hash: string,
  ) {}

  /** Reads a message. Throws a `WireError` if its form or signature is wrong. */
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
      buffers: frames.slice(delimiter + 6).map((frame) => Uint8Array.from(frame)),
    };
  }

  /** Writes a message as signed frames. */
  write(outgoing: Outgoing): Frame[] {
    const header: Header = {
      msg_id: outgoing.id ?? this.nextId(),
      msg_type: outgoing.type,
      session: this.session,
      username: outgoing.parent?.header.username ?? "kernel",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    };
    const parts = [
      JSON.stringify(header),
      JSON.stringify(outgoing.parent?.header ?? {}),
      JSON.stringify(outgoing.metadata ?? {}),
      JSON.stringify(outgoing.content),
    ].map(wellFormed);
    const buffers = (outgoing.buffers ?? []).map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    );
    return [...(outgoing.identities ?? []), DELIMITER, this.sign(parts), ...parts, ...buffers];
  }

  /** A new identifier for a message. */
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

/**
 * A lone surrogate in the output of `JSON.stringify`, which writes it as an escape. A backslash that is part
 * of the text is written as two, so the number of backslashes before the escape is even.
 */
const LONE_SURROGATE = /(?<=(?:^|[^\\])(?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;

/**
 * Replaces lone surrogates by U+FFFD, so that all texts in the JSON are well-formed Unicode. Many programs
 * cannot write a lone surrogate to a file: JupyterLab would not save the notebook.
 */
function wellFormed(json: string): string {
  return json.includes("\\ud") || json.includes("\\uD") ? json.replace(LONE_SURROGATE, "\ufffd") : json;
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
