/** A moment at which the debugger holds the code: the frames of cells and of files beside the notebook. */
import type { Debugger, Runtime } from "node:inspector";
import { say } from "../../language/language.js";
import type { StackFrame } from "./protocol.js";
import { LINES_BEFORE, type Position, type Script } from "./script.js";
import type { Scripts } from "./scripts.js";

/** A frame that is shown: not of the kernel, Node, a package or the engine. */
export interface Frame {
  readonly id: number;
  readonly script: Script;
  /** The position in the source. */
  readonly position: Position;
  /** Whether this is the code of the cell or file itself, outside of its functions. */
  readonly isTop: boolean;
  readonly call: Debugger.CallFrame;
}

export class Pause {
  /** The frames, the innermost first, with the numbers that they were given last. */
  frames: readonly Frame[] = [];
  /** Whether the code that is held is that of a cell or of a file beside the notebook. */
  readonly isInKnown: boolean;
  /** Whether an expression was evaluated meanwhile, which may have assigned variables. */
  isChanged = false;
  private readonly top: Debugger.CallFrame | undefined;
  /** The positions of the frames by every number that they were given. */
  private readonly positions = new Map<number, number>();

  /** @param firstId  the number of its first frame: front ends may ask for a frame that exists no more */
  constructor(
    readonly event: Debugger.PausedEventDataType,
    scripts: Scripts,
    firstId: number,
  ) {
    [this.top] = event.callFrames;
    this.isInKnown = this.top !== undefined && scripts.withId(this.top.location.scriptId) !== undefined;
    this.frames = event.callFrames
      .flatMap((call) => frameOf(call, scripts))
      .map((frame) => ({ ...frame, id: 0 }));
    this.number(firstId);
  }

  /** Numbers the frames anew; what is asked with their earlier numbers is still answered. */
  number(firstId: number): void {
    this.frames = this.frames.map((frame, index) => ({ ...frame, id: firstId + index }));
    for (const [position, { id }] of this.frames.entries()) this.positions.set(id, position);
  }

  /** Whether the code is held between statements of a source, not in code that the compiler has added. */
  get isInSource(): boolean {
    return this.top !== undefined && this.top === this.frames[0]?.call;
  }

  /** What the code has thrown, if that is why it is held. */
  get thrown(): Runtime.RemoteObject | undefined {
    const { reason, data } = this.event;
    return reason === "exception" || reason === "promiseRejection"
      ? (data as Runtime.RemoteObject | undefined)
      : undefined;
  }

  /** Why the code is held, in the words of the protocol. */
  reason(isBreakpoint: boolean, isStep: boolean): string {
    if (this.thrown !== undefined) return "exception";
    if (isBreakpoint || this.event.reason === "debugCommand") return "breakpoint";
    return isStep ? "step" : "pause";
  }

  frame(id: number): Frame | undefined {
    return this.frames[this.positions.get(id) ?? -1];
  }

  /** The frames in the form of the protocol. */
  told(): StackFrame[] {
    return this.frames.map(({ id, script, position, isTop, call }) => ({
      id,
      name: isTop ? script.name : call.functionName || say({ fr: "(anonyme)", en: "(anonymous)" }),
      source: { name: script.name, path: script.path },
      line: position.line + 1,
      column: position.column + 1,
    }));
  }
}

function frameOf(call: Debugger.CallFrame, scripts: Scripts): Omit<Frame, "id">[] {
  const script = scripts.withId(call.location.scriptId);
  const { lineNumber: line, columnNumber: column = 0 } = call.location;
  const position = script?.toSource({ line, column });
  if (script === undefined || position === undefined) return [];
  const start = call.functionLocation?.lineNumber ?? 0;
  return [{ script, position, isTop: start < (script.isCompiled ? LINES_BEFORE : 1), call }];
}
