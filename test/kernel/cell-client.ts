/** A client of a kernel, wherever the kernel works: requests, their replies and outputs. */
import { randomUUID } from "node:crypto";

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A message received. */
export interface Received {
  readonly type: string;
  readonly id: string;
  readonly parent: string;
  readonly session: string;
  readonly metadata: Json;
  readonly content: Json;
  readonly buffers: readonly Uint8Array[];
}

/** A request's reply and outputs. */
export interface Exchange {
  /** The identifier of the request. */
  readonly id: string;
  readonly reply: Json;
  /** The messages published under the request, without `status` and `execute_input`. */
  readonly outputs: readonly Received[];
  /** Milliseconds from sending to the reply. */
  readonly time: number;
}

/** What a message may have besides its content. */
export interface Sending {
  readonly id?: string;
  readonly parent?: string;
  readonly metadata?: Json | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
}

export abstract class CellClient {
  protected readonly session = randomUUID();
  private readonly listeners = new Set<(message: Received, channel: string) => void>();
  /** The timers of all waits that have not ended. */
  private readonly timers = new Set<NodeJS.Timeout>();
  /** The text that the kernel has written to its standard error, if it has one. */
  log = "";

  /** Sends a request and waits for its reply and for `idle`. */
  request(
    type: string,
    content: Json = {},
    options: { channel?: "shell" | "control"; timeout?: number } & Pick<Sending, "metadata" | "buffers"> = {},
  ): Promise<Exchange> {
    const id = randomUUID();
    const outputs: Received[] = [];
    const start = performance.now();
    // A comm message has no reply.
    const hasReply = type.endsWith("_request");
    return new Promise((resolve, reject) => {
      let answer: { reply: Json; time: number } | undefined = hasReply ? undefined : { reply: {}, time: 0 };
      let isIdle = false;
      const giveUp = (): void => {
        this.listeners.delete(listen);
        reject(
          new Error(
            `no reply to ${type} ${JSON.stringify(content).slice(0, 200)} (${JSON.stringify(outputs.slice(-3))}) ${this.log}`,
          ),
        );
      };
      const stopTimer = this.after(giveUp, options.timeout);
      const listen = (message: Received, channel: string): void => {
        if (message.parent !== id) return;
        if (channel !== "iopub" && message.type !== "input_request")
          answer = { reply: message.content, time: performance.now() - start };
        else if (message.type === "status") isIdle = message.content["execution_state"] === "idle";
        else if (message.type !== "execute_input") outputs.push(message);
        if (answer === undefined || !isIdle) return;
        stopTimer();
        this.listeners.delete(listen);
        resolve({ id, ...answer, outputs });
      };
      this.listeners.add(listen);
      const { channel = "shell", metadata, buffers } = options;
      this.send(channel, type, content, { id, metadata, buffers });
    });
  }

  /** Executes a cell. */
  execute(code: string, options: Json = {}, timeout?: number, cellId?: string): Promise<Exchange> {
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...options,
    };
    return this.request("execute_request", content, {
      ...(timeout !== undefined && { timeout }),
      metadata: cellId === undefined ? {} : { cellId },
    });
  }

  /** Presses stop. */
  interrupt(): Promise<Exchange> {
    return this.request("interrupt_request", {}, { channel: "control" });
  }

  /** Calls a listener with every message; the returned function removes the listener. */
  listen(listener: (message: Received, channel: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The next message for which the predicate is true. */
  next(wanted: (message: Received) => boolean, timeout?: number): Promise<Received> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(new Error(`message did not come ${this.log}`));
      const stopTimer = this.after(giveUp, timeout);
      const stop = this.listen((message) => {
        if (!wanted(message)) return;
        stopTimer();
        stop();
        resolve(message);
      });
    });
  }

  /** Calls back after so many milliseconds, unless the returned function or `endWaits` is called before. */
  private after(callback: () => void, milliseconds = 240_000): () => void {
    const stop = (): void => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
    const timer = setTimeout(() => {
      stop();
      callback();
    }, milliseconds);
    this.timers.add(timer);
    return stop;
  }

  /** The client is closed: what still waits for a message never ends, and keeps no process alive. */
  protected endWaits(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.listeners.clear();
  }

  /** Sends a message. */
  abstract send(channel: "shell" | "control" | "stdin", type: string, content: Json, sending?: Sending): void;

  /** Hands a message of the kernel to all listeners. */
  protected hear(message: Received, channel: string): void {
    for (const listener of [...this.listeners]) listener(message, channel);
  }

  /** The header of a message of this client. */
  protected header(id: string, type: string): Json {
    return {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: "test",
      date: new Date().toISOString(),
      version: "5.4",
    };
  }
}

/** The text of one of the standard streams in an exchange. */
export function streamOf(exchange: Exchange, name = "stdout"): string {
  return exchange.outputs
    .filter(({ type, content }) => type === "stream" && content["name"] === name)
    .map(({ content }) => String(content["text"]))
    .join("");
}

/** The `text/plain` of the result of an exchange. */
export function resultOf(exchange: Exchange): string | undefined {
  const result = exchange.outputs.find(({ type }) => type === "execute_result");
  return (result?.content["data"] as Json | undefined)?.["text/plain"] as string | undefined;
}
