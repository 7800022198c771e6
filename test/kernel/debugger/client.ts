/** What a front end does with the debugger of a kernel, for tests. */
import assert from "node:assert/strict";
import type { CellClient, Exchange, Json, Received } from "../cell-client.js";

/** Fails unless an object has at least these members. */
export function has(actual: unknown, expected: Json): void {
  const found = actual as Json;
  const part = Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
  assert.deepEqual(part, expected);
}

/** A variable as the debugger tells it. */
export interface ToldVariable {
  readonly name: string;
  readonly value: string;
  readonly type: string;
  readonly variablesReference: number;
}

/** A frame as the debugger tells it. */
export interface ToldFrame {
  readonly id: number;
  readonly name: string;
  readonly line: number;
  readonly source: { readonly path: string };
}

export class DebugClient {
  private sequence = 0;
  /** The events heard so far. */
  readonly events: Json[] = [];

  constructor(readonly kernel: CellClient) {
    kernel.listen(({ type, content }) => {
      if (type === "debug_event") this.events.push(content);
    });
  }

  /** Sends a request; returns the whole response. */
  async ask(command: string, args: Json = {}): Promise<Json> {
    const content = { type: "request", seq: ++this.sequence, command, arguments: args };
    return (await this.kernel.request("debug_request", content, { channel: "control" })).reply;
  }

  /** Sends a request; returns the body of the response. Throws if the debugger refuses. */
  async request<Body = Json>(command: string, args: Json = {}): Promise<Body> {
    const response = await this.ask(command, args);
    if (response["success"] !== true) throw new Error(`${command}: ${String(response["message"])}`);
    return response["body"] as Body;
  }

  /** Begins as JupyterLab does. */
  async attach(): Promise<void> {
    await this.request("initialize", { clientID: "test", linesStartAt1: true });
    await this.request("attach");
  }

  /** Sets breakpoints in a cell by its text; returns what the debugger answers for each. */
  async breakInCell(code: string, ...breakpoints: (number | Json)[]): Promise<Json[]> {
    const { sourcePath } = await this.request<{ sourcePath: string }>("dumpCell", { code });
    return await this.breakIn(sourcePath, ...breakpoints);
  }

  /** Sets breakpoints in a source: lines, counted from 1, or whole breakpoints. */
  async breakIn(path: string, ...breakpoints: (number | Json)[]): Promise<Json[]> {
    const asked = breakpoints.map((one) => (typeof one === "number" ? { line: one } : one));
    const args = { source: { path }, breakpoints: asked };
    const body = await this.request<{ breakpoints: Json[] }>("setBreakpoints", args);
    await this.request("configurationDone");
    return body.breakpoints;
  }

  /** Waits for an event. */
  async event(name: string): Promise<Json> {
    const isWanted = ({ type, content }: Received): boolean =>
      type === "debug_event" && content["event"] === name;
    return (await this.kernel.next(isWanted)).content["body"] as Json;
  }

  /** Runs a cell that will be held; returns once it is, with its exchange to come. */
  async runUntilHeld(code: string): Promise<{ readonly stopped: Json; readonly end: Promise<Exchange> }> {
    const stopped = this.event("stopped");
    const end = this.kernel.execute(code);
    // A cell that ends without being held is a failure at once.
    const early = end.then((exchange) => {
      throw new Error(`the cell has ended: ${JSON.stringify(exchange.reply)}`);
    });
    const body = await Promise.race([stopped, early]);
    early.catch(() => undefined);
    return { stopped: body, end };
  }

  /** Steps, and returns the frames where the code is held next. */
  async step(command: "next" | "stepIn" | "stepOut" | "continue"): Promise<ToldFrame[]> {
    const stopped = this.event("stopped");
    await this.request(command, { threadId: 1 });
    await stopped;
    return await this.frames();
  }

  async frames(): Promise<ToldFrame[]> {
    return (await this.request<{ stackFrames: ToldFrame[] }>("stackTrace", { threadId: 1 })).stackFrames;
  }

  /** The variables of each scope of a frame, by the scope's name. */
  async variables(frame: ToldFrame): Promise<Record<string, ToldVariable[]>> {
    const { scopes } = await this.request<{ scopes: { name: string; variablesReference: number }[] }>(
      "scopes",
      { frameId: frame.id },
    );
    const found: Record<string, ToldVariable[]> = {};
    for (const { name, variablesReference } of scopes) found[name] = await this.open(variablesReference);
    return found;
  }

  /** What a reference leads to. */
  async open(variablesReference: number, part: Json = {}): Promise<ToldVariable[]> {
    const args = { variablesReference, ...part };
    return (await this.request<{ variables: ToldVariable[] }>("variables", args)).variables;
  }

  /** The value of an expression, in the frame of this number. */
  async evaluate(expression: string, frameId?: number): Promise<string> {
    return (await this.request<{ result: string }>("evaluate", { expression, frameId })).result;
  }
}
