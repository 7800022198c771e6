/**
 * The connection file that Jupyter passes to a kernel: the ports to listen on, and the key that signs
 * messages.
 */
import { readFileSync } from "node:fs";
import { getHashes } from "node:crypto";

/** The addresses to listen on and the signature of messages. */
export interface Connection {
  readonly transport: "tcp" | "ipc";
  readonly ip: string;
  readonly ports: Readonly<Record<ChannelName, number>>;
  /** The key of the signatures; empty if messages are not signed. */
  readonly key: string;
  /** The hash function of the signatures, by its name in `node:crypto`. */
  readonly hash: string;
}

/** The five sockets of a kernel. */
export type ChannelName = "shell" | "control" | "stdin" | "iopub" | "heartbeat";

const PORT_KEYS: Readonly<Record<ChannelName, string>> = {
  shell: "shell_port",
  control: "control_port",
  stdin: "stdin_port",
  iopub: "iopub_port",
  heartbeat: "hb_port",
};

/**
 * Reads a connection file. Throws an `Error` with the names of the file and of the field that is missing or
 * wrong.
 */
export function readConnection(path: string): Connection {
  const raw: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof raw !== "object" || raw === null) throw new Error(`${path}: not a connection file`);
  const fields = raw as Record<string, unknown>;
  const transport = fields["transport"] ?? "tcp";
  if (transport !== "tcp" && transport !== "ipc")
    throw new Error(`${path}: transport "${String(transport)}" is not known`);
  const port = (channel: ChannelName): number => {
    const value = fields[PORT_KEYS[channel]];
    if (typeof value !== "number") throw new Error(`${path}: ${PORT_KEYS[channel]} is missing`);
    return value;
  };
  const scheme = text(fields["signature_scheme"], "hmac-sha256");
  const hash = scheme.replace(/^hmac-/, "");
  if (!getHashes().includes(hash)) throw new Error(`${path}: signature scheme "${scheme}" is not known`);
  return {
    transport,
    ip: text(fields["ip"], "127.0.0.1"),
    ports: {
      shell: port("shell"),
      control: port("control"),
      stdin: port("stdin"),
      iopub: port("iopub"),
      heartbeat: port("heartbeat"),
    },
    key: text(fields["key"], ""),
    hash,
  };
}

/** The address of a channel in ZeroMQ's form. */
export function addressOf(connection: Connection, channel: ChannelName): string {
  const separator = connection.transport === "tcp" ? ":" : "-";
  return `${connection.transport}://${connection.ip}${separator}${connection.ports[channel]}`;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}
