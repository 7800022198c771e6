/** The content of an `execute_request`, with the protocol's default for each field that is missing. */
import type { Message } from "../protocol/message.js";
import type { RequestChannel } from "../protocol/channels.js";

export interface ExecuteRequest {
  readonly channel: RequestChannel;
  readonly message: Message;
  readonly code: string;
  /** The identifier of the notebook's cell, if the front end gives it. */
  readonly cell: string | undefined;
  /** If true, nothing is published, counted or added to the history. */
  readonly silent: boolean;
  readonly storeHistory: boolean;
  readonly userExpressions: readonly (readonly [name: string, expression: string])[];
  readonly allowStdin: boolean;
  readonly stopOnError: boolean;
}

/** Reads a request; undefined if it has no code. */
export function readExecuteRequest(channel: RequestChannel, message: Message): ExecuteRequest | undefined {
  const { code, silent, store_history, user_expressions, allow_stdin, stop_on_error } = message.content;
  if (typeof code !== "string") return undefined;
  const expressions =
    typeof user_expressions === "object" && user_expressions !== null ? Object.entries(user_expressions) : [];
  const { cellId } = message.metadata;
  const isSilent = silent === true;
  return {
    channel,
    message,
    code,
    cell: typeof cellId === "string" ? cellId : undefined,
    silent: isSilent,
    storeHistory: !isSilent && store_history !== false,
    userExpressions: expressions.map(([name, expression]) => [name, String(expression)] as const),
    allowStdin: allow_stdin === true,
    stopOnError: stop_on_error !== false,
  };
}
