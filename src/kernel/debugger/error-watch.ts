/** Which errors hold the code: none, those that no code of the held cell catches, or all of them. */
import type { Compiler } from "../compiler/contract.js";
import { ALL } from "./exceptions.js";
import type { Inspector } from "./inspector.js";
import type { Pause } from "./pause.js";
import { skippedPatterns } from "./skipped-scripts.js";

export class ErrorWatch {
  /** The kinds of errors that a front end asks for (`exceptions.ts`). */
  filters: readonly string[] = [];

  constructor(
    private readonly inspector: Inspector,
    private readonly compiler: Pick<Compiler, "isCaught">,
  ) {}

  /** Tells the inspector what to watch. */
  async tell(): Promise<void> {
    const isWatching = this.filters.length > 0;
    await this.inspector.post("Debugger.setBlackboxPatterns", { patterns: skippedPatterns(isWatching) });
    await this.inspector.post("Debugger.setPauseOnExceptions", { state: isWatching ? "all" : "none" });
  }

  /** Whether a front end wants to see what was thrown. V8 cannot tell what no cell catches: the kernel catches it all. */
  async isWanted({ frames }: Pause): Promise<boolean> {
    if (this.filters.includes(ALL)) return true;
    const places = frames.map(({ script, position }) => script.place(position));
    return !(await this.compiler.isCaught(places));
  }
}
