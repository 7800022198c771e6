/**
 * Comms, as far as a kernel without targets of its own answers them: an unknown target is closed at once, so that the
 * front end does not wait, and nothing is ever open.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages
 */
import type { Channels } from "../protocol/channels.js";
import type { Message } from "../protocol/wire.js";

/** Answers a `comm_open`. */
export function refuseComm(channels: Channels, message: Message): void {
  const id = message.content["comm_id"];
  if (typeof id !== "string") return;
  channels.publish({ type: "comm_close", parent: message, content: { comm_id: id, data: {} } });
}
