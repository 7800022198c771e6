/** Publishes the outputs of runs, each under the request that the run belongs to. */
import type { Channels } from "../protocol/channels.js";
import type { Fields } from "../protocol/message.js";
import type { ErrorReport, Output } from "../runner/messages.js";
import type { Comms } from "./comms.js";
import type { ExecuteRequest } from "./execute-request.js";

/** The number of runs whose late output is still shown below its cell. */
const REMEMBERED = 1000;

export class Publisher {
  private readonly requests = new Map<number, ExecuteRequest>();

  constructor(
    private readonly channels: Channels,
    private readonly comms: Comms,
  ) {}

  /** From now on this run's output is published under this request. */
  begin(run: number, request: ExecuteRequest): void {
    this.requests.set(run, request);
    if (this.requests.size > REMEMBERED) this.requests.delete(this.requests.keys().next().value!);
  }

  requestOf(run: number): ExecuteRequest | undefined {
    return this.requests.get(run);
  }

  outputs(outputs: readonly Output[]): void {
    for (const output of outputs) {
      switch (output.kind) {
        case "stream":
          this.stream(output.run, output.name, output.text);
          break;
        case "clear_output":
          this.publish(output.run, "clear_output", { wait: output.wait });
          break;
        case "error":
          this.error(output.run, output.error);
          break;
        case "comm_open":
        case "comm_msg":
        case "comm_close":
          this.comms.publish(output);
          break;
        default: {
          const { data, metadata } = output.bundle;
          this.publish(output.run, output.kind, { data, metadata, transient: { display_id: output.id } });
        }
      }
    }
  }

  stream(run: number, name: "stdout" | "stderr", text: string): void {
    this.publish(run, "stream", { name, text });
  }

  error(run: number, error: ErrorReport): void {
    this.publish(run, "error", { ...error });
  }

  private publish(run: number, type: string, content: Fields): void {
    const request = this.requests.get(run);
    if (request === undefined || request.silent) return;
    this.channels.publish({ type, parent: request.message, content });
  }
}
