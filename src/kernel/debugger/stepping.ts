/**
 * A step of the debugger: it goes to another line of a cell or of a file beside the notebook, which takes V8 several steps of
 * its own.
 */
import type { Pause } from "./pause.js";

/** A line may take this many steps of the inspector before the debugger stops in it again. */
const MOST_STEPS = 200;

export type Step = "Debugger.stepOver" | "Debugger.stepInto" | "Debugger.stepOut";

/** A line of a source at a depth of calls. */
interface Place {
  readonly url: string;
  readonly line: number;
  readonly depth: number;
}

/** A step on its way. */
export class Stepping {
  private readonly from: Place | undefined;
  private count = 0;

  /** @param start  the moment at which the step begins */
  constructor(
    readonly command: Step,
    start: Pause,
  ) {
    this.from = placeOf(start);
  }

  /** Whether the step has come to its end at a moment at which V8 has stopped in a source. */
  hasArrived(pause: Pause): boolean {
    this.count += 1;
    if (this.count > MOST_STEPS || this.command === "Debugger.stepOut") return true;
    const [here, { from }] = [placeOf(pause), this];
    return here?.url !== from?.url || here?.line !== from?.line || here?.depth !== from?.depth;
  }
}

function placeOf({ frames }: Pause): Place | undefined {
  const [frame] = frames;
  return frame && { url: frame.script.url, line: frame.position.line, depth: frames.length };
}
