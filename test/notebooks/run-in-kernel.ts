/**
 * Executes a lesson as a page does that marks its cells: each run names its cell, and the kernel tells over a comm which
 * cells are out of date. Gives the lesson with its outputs, and the cells that were out of date after it and after each
 * of its changes (`changes.ts`).
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { KernelClient, type Json, type Received } from "../kernel/client.js";
import type { Change } from "./changes.js";

/** The cells that were out of date. */
export interface Marks {
  readonly afterRun: readonly string[];
  readonly afterChanges: readonly (readonly string[])[];
}

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  outputs?: Json[];
  execution_count?: unknown;
}

export interface ExecutedNotebook {
  readonly cells: readonly Cell[];
}

const COMM = "lesson";

/** Executes a notebook; fails if a cell does. */
export async function runInKernel(
  file: string,
  changes: readonly Change[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly notebook: ExecutedNotebook; readonly marks: Marks }> {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as ExecutedNotebook;
  const client = await KernelClient.start({ directory: path.dirname(file), env });
  try {
    const lesson = new RunningLesson(client, notebook.cells);
    await lesson.open();
    for (const id of lesson.ids) await lesson.run(id);
    const executed = structuredClone(notebook);
    const afterRun = lesson.outOfDate();
    const afterChanges: string[][] = [];
    for (const [number, { cell, from, to }] of changes.entries()) {
      const source = lesson.sourceOf(cell);
      assert.ok(source.includes(from), `${cell} does not contain ${from}`);
      await lesson.run(cell, source.replace(from, to));
      afterChanges.push(lesson.outOfDate());
      if (number === changes.length - 1) break;
      await lesson.run(cell, source);
      for (const id of lesson.ids) if (lesson.outOfDate().includes(id)) await lesson.run(id);
    }
    return { notebook: executed, marks: { afterRun, afterChanges } };
  } finally {
    await client.shutdown();
  }
}

class RunningLesson {
  private told: Readonly<Record<string, { readonly state: string }>> = {};
  private readonly cells: ReadonlyMap<string, Cell>;
  /** The cell of each request. */
  private readonly requests = new Map<string, Cell>();
  private readonly displays = new Map<unknown, Json>();
  /** The outputs that the next one replaces. */
  private readonly replaced = new WeakSet<readonly Json[]>();
  private running: Cell | undefined;

  constructor(
    private readonly client: KernelClient,
    cells: readonly Cell[],
  ) {
    this.cells = new Map(cells.filter((cell) => cell.cell_type === "code").map((cell) => [cell.id, cell]));
    client.listen((message) => this.receive(message));
  }

  get ids(): readonly string[] {
    return [...this.cells.keys()];
  }

  sourceOf(id: string): string {
    return [this.cells.get(id)!.source].flat().join("");
  }

  async open(): Promise<void> {
    const sources = Object.fromEntries(this.ids.map((id) => [id, this.sourceOf(id)]));
    const data = { order: this.ids, sources };
    await this.client.request("comm_open", { comm_id: COMM, target_name: "neurones.cells", data });
  }

  async run(id: string, source = this.sourceOf(id)): Promise<void> {
    const cell = this.cells.get(id)!;
    cell.outputs = [];
    this.running = cell;
    await this.client.request("comm_msg", { comm_id: COMM, data: { sources: { [id]: source } } });
    const { reply } = await this.client.execute(source, {}, undefined, id);
    assert.equal(reply["status"], "ok", `${id}: ${String(reply["ename"])}: ${String(reply["evalue"])}`);
    cell.execution_count = reply["execution_count"];
  }

  /** Every cell but those that are fresh. */
  outOfDate(): string[] {
    return Object.keys(this.told).filter((id) => this.told[id]!.state !== "fresh");
  }

  private receive({ type, parent, content }: Received): void {
    if (type === "comm_msg" && content["comm_id"] === COMM) {
      const { cells } = content["data"] as { cells?: Record<string, { state: string }> };
      if (cells !== undefined) this.told = cells;
      return;
    }
    if (type === "execute_input" && this.running !== undefined) this.requests.set(parent, this.running);
    this.output(this.requests.get(parent)?.outputs, type, content);
  }

  /** Keeps an output as the notebook's format writes it. */
  private output(outputs: Json[] | undefined, type: string, content: Json): void {
    if (type === "update_display_data") {
      const shown = this.displays.get(displayOf(content));
      if (shown !== undefined) Object.assign(shown, { data: content["data"], metadata: content["metadata"] });
      return;
    }
    if (outputs === undefined) return;
    if (type === "clear_output") this.replaced.add(outputs);
    const isShown = type === "stream" || type === "display_data" || type === "execute_result";
    if ((isShown && this.replaced.delete(outputs)) || (type === "clear_output" && content["wait"] !== true))
      outputs.length = 0;
    if (type === "stream") {
      const last = outputs.at(-1);
      if (last?.["output_type"] === "stream" && last["name"] === content["name"])
        last["text"] = String(last["text"]) + String(content["text"]);
      else outputs.push({ output_type: type, ...content });
    }
    if (!isShown || type === "stream") return;
    const output: Json = { output_type: type, ...content };
    delete output["transient"];
    outputs.push(output);
    if (displayOf(content) !== undefined) this.displays.set(displayOf(content), output);
  }
}

function displayOf({ transient }: Json): unknown {
  return (transient as Json | undefined)?.["display_id"];
}
