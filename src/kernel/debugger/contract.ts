/** The debugger as the kernel sees it, and what it needs of the kernel. */
import type { Compiler } from "../compiler/contract.js";
import type { Fields } from "../protocol/message.js";
import type { FromInspector, RunRequest, ToInspector } from "../runner/messages.js";

export interface KernelDebugger {
  /** Answers the content of a `debug_request` by that of its reply. Never throws. */
  request(content: Fields): Promise<Fields>;
  /** A cell is about to run. Where a front end debugs, the promise resolves once its breakpoints are set. */
  coming(request: RunRequest): Promise<void> | undefined;
  /** The inspector has answered, or has told an event. */
  receive(message: FromInspector): void;
  /** The learner pressed stop: a cell that is held goes on, to its next stop check. */
  interrupt(): void;
  /** The cell has ended. */
  ended(): void;
  /** The runner has ended. */
  lost(): void;
}

export interface DebuggerParts {
  readonly compiler: Compiler;
  /** Sends a command to the inspector of the thread that runs cells. */
  readonly send: (message: ToInspector) => void;
  /** Publishes the content of a `debug_event`. */
  readonly publish: (event: Fields) => void;
  /** A number for code that is compiled, greater than all before. */
  readonly nextSerial: () => number;
}
