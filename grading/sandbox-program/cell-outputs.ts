/** Collects what the runner sends for one cell as outputs in the notebook's format. */
import type { DisplayOutput, Output as Sent, WrittenBundle } from "../../src/kernel/runner/messages.js";
import type { Output } from "../notebook-file.js";

/** The most characters that a cell's outputs may have as JSON; later ones are dropped. */
const MOST = 4 * 2 ** 20;

export class CellOutputs {
  private readonly outputs: Output[] = [];
  private readonly displays = new Map<string, number>();
  private size = 0;
  private clearsNext = false;

  constructor(private readonly run: number) {}

  add(sent: readonly Sent[]): void {
    for (const output of sent) if (output.run === this.run) this.addOne(output);
  }

  /** The value of the cell's last expression. */
  result({ data, metadata }: WrittenBundle, executionCount: number): void {
    this.push(
      { output_type: "execute_result", data, metadata, execution_count: executionCount },
      sizeOf(data),
    );
  }

  error(error: {
    readonly ename: string;
    readonly evalue: string;
    readonly traceback: readonly string[];
  }): void {
    this.push({ output_type: "error", ...error }, error.traceback.join("").length);
  }

  get all(): readonly Output[] {
    return this.outputs;
  }

  private addOne(output: Sent): void {
    switch (output.kind) {
      case "stream":
        return this.stream(output.name, output.text);
      case "clear_output":
        this.clearsNext = output.wait;
        return output.wait ? undefined : this.clear();
      case "error":
        return this.error(output.error);
      // There is no page; the display of a widget holds its still picture.
      case "comm_open":
      case "comm_msg":
      case "comm_close":
        return;
      default:
        this.display(output);
    }
  }

  private stream(name: string, text: string): void {
    const last = this.outputs.at(-1);
    if (last?.output_type !== "stream" || last.name !== name || this.clearsNext)
      return this.push({ output_type: "stream", name, text }, text.length);
    this.size += text.length;
    if (this.size <= MOST)
      this.outputs[this.outputs.length - 1] = { ...last, text: String(last.text) + text };
  }

  private display({ bundle: { data, metadata }, id }: DisplayOutput): void {
    const place = this.displays.get(id);
    const output = { output_type: "display_data", data, metadata };
    if (place !== undefined) {
      this.size += sizeOf(data);
      if (this.size <= MOST) this.outputs[place] = output;
      return;
    }
    this.push(output, sizeOf(data));
    if (this.outputs.at(-1) === output) this.displays.set(id, this.outputs.length - 1);
  }

  private push(output: Output, size: number): void {
    if (this.clearsNext) this.clear();
    this.size += size;
    if (this.size <= MOST) this.outputs.push(output);
  }

  private clear(): void {
    this.clearsNext = false;
    this.outputs.length = 0;
    this.displays.clear();
  }
}

function sizeOf(data: WrittenBundle["data"]): number {
  return JSON.stringify(data).length;
}
