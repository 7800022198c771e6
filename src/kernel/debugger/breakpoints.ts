/**
 * The breakpoints of a session: each as a line of a source, set in every script that was or will be compiled from
 * that source.
 */
import { say } from "../../language/language.js";
import type { SourcePlace, Translation } from "../compiler/contract.js";
import { SUPPORT } from "../debug-support.js";
import type { Inspector } from "./inspector.js";
import type { AskedBreakpoint, ToldBreakpoint } from "./protocol.js";
import type { Script } from "./script.js";

interface Breakpoint {
  readonly id: number;
  readonly asked: AskedBreakpoint;
  /** The line in which it stands, counted from 0; that of the request until the source is compiled. */
  line: number;
  /** Why it cannot stop anything. */
  problem?: string;
  /** The identifiers under which the inspector knows its positions. */
  placed: string[];
  /** The position at which its statement was stopped last, until it is reached at another one. */
  stoppedAt?: string;
}

/** Compiles a condition to JavaScript, in which the variables of the session are read. */
export type Translate = (expression: string, place?: SourcePlace) => Promise<Translation>;

export class Breakpoints {
  private readonly byPath = new Map<string, Breakpoint[]>();
  private lastId = 0;

  constructor(
    private readonly inspector: Inspector,
    private readonly translate: Translate,
  ) {}

  /** Replaces the breakpoints of a source; `script` is what was compiled from it last, if the inspector is at work. */
  async set(
    path: string,
    asked: readonly AskedBreakpoint[],
    script: Script | undefined,
  ): Promise<ToldBreakpoint[]> {
    for (const old of this.byPath.get(path) ?? []) await this.remove(old);
    const made = asked.map((one): Breakpoint => ({
      id: ++this.lastId,
      asked: one,
      line: one.line - 1,
      placed: [],
    }));
    if (made.length === 0) this.byPath.delete(path);
    else this.byPath.set(path, made);
    if (script !== undefined) for (const one of made) await this.place(one, script);
    return made.map((one) => told(path, one));
  }

  /** Sets the breakpoints of a source in a script that is about to run; returns those that have come to stand elsewhere. */
  async placeIn(script: Script): Promise<ToldBreakpoint[]> {
    const moved: ToldBreakpoint[] = [];
    for (const one of this.byPath.get(script.path) ?? []) {
      const { line, problem } = one;
      await this.remove(one);
      await this.place(one, script);
      if (one.line !== line || one.problem !== problem) moved.push(told(script.path, one));
    }
    return moved;
  }

  /** All breakpoints as they were asked for, in the form of `debugInfo`. */
  info(): { readonly source: string; readonly breakpoints: readonly AskedBreakpoint[] }[] {
    return [...this.byPath].map(([source, all]) => ({
      source,
      breakpoints: all.map(({ asked, line }) => ({ ...asked, line: line + 1 })),
    }));
  }

  /** The sources that have breakpoints. */
  paths(): string[] {
    return [...this.byPath.keys()];
  }

  /**
   * The breakpoints at which code is to be held, of those that the inspector has reached in a line of a source: not where a
   * statement was stopped before, nor where the inspector has put a position into another line.
   */
  reached(placed: readonly string[], line: number): number[] {
    const found: number[] = [];
    for (const one of [...this.byPath.values()].flat()) {
      const id = placed.find((reached) => one.placed.includes(reached));
      if (id === undefined || one.line !== line) continue;
      const isAgain = one.stoppedAt !== undefined && one.stoppedAt !== id;
      if (isAgain) delete one.stoppedAt;
      else one.stoppedAt = id;
      if (!isAgain) found.push(one.id);
    }
    return found;
  }

  /** The inspector has forgotten everything. */
  lost(): void {
    for (const one of [...this.byPath.values()].flat()) one.placed = [];
  }

  clear(): void {
    this.byPath.clear();
  }

  private async remove(breakpoint: Breakpoint): Promise<void> {
    const { placed } = breakpoint;
    breakpoint.placed = [];
    for (const breakpointId of placed)
      await this.inspector.post("Debugger.removeBreakpoint", { breakpointId });
  }

  private async place(breakpoint: Breakpoint, script: Script): Promise<void> {
    const { asked } = breakpoint;
    const found = script.toScript(asked.line - 1);
    delete breakpoint.problem;
    delete breakpoint.stoppedAt;
    if (found === undefined) {
      breakpoint.problem = say({
        fr: "aucune instruction à cette ligne ni au-dessous",
        en: "no statement on this line or below",
      });
      return;
    }
    breakpoint.line = found.line;
    const condition = await this.conditionOf(breakpoint, script.place(found));
    for (const { line, column } of condition === undefined ? [] : found.positions) {
      const { breakpointId } = await this.inspector.post("Debugger.setBreakpointByUrl", {
        url: script.url,
        lineNumber: line,
        columnNumber: column,
        condition,
      });
      breakpoint.placed.push(breakpointId);
    }
  }

  /** The condition in JavaScript; empty if it always stops; undefined, with its problem noted, if it does not compile. */
  private async conditionOf(breakpoint: Breakpoint, place: SourcePlace): Promise<string | undefined> {
    const { condition, hitCondition, logMessage } = breakpoint.asked;
    const parts: string[] = [];
    const add = async (expression: string): Promise<boolean> => {
      const translated = await this.translate(expression, place);
      if (!translated.ok) {
        breakpoint.problem = translated.message;
        return false;
      }
      parts.push(`(${translated.javascript})`);
      return true;
    };
    if (condition !== undefined && !(await add(condition))) return undefined;
    if (hitCondition !== undefined) {
      const count = Number(/^\s*>?=?\s*(\d+)\s*$/.exec(hitCondition)?.[1]);
      if (!Number.isInteger(count)) {
        breakpoint.problem = say({
          fr: `le nombre de passages doit être un entier, reçu « ${hitCondition} »`,
          en: `the hit count must be an integer, received "${hitCondition}"`,
        });
        return undefined;
      }
      parts.push(`${SUPPORT}.hit(${breakpoint.id}, ${count})`);
    }
    if (logMessage !== undefined) {
      if (!(await add(`console.log(${logTemplate(logMessage)})`))) return undefined;
      parts.push("false");
    }
    return parts.join(" && ").replace(/(\(console\.log.*\)) && false$/s, "($1, false)");
  }
}

/** A log message as a template: what stands in braces is evaluated. */
function logTemplate(message: string): string {
  const text = message.replaceAll(/[`\\]|\$(?=\{)/g, "\\$&").replaceAll(/(?<!\\\$)\{([^{}]+)\}/g, "${$1}");
  return `\`${text}\``;
}

function told(path: string, { id, line, problem }: Breakpoint): ToldBreakpoint {
  return {
    id,
    verified: problem === undefined,
    line: line + 1,
    ...(problem !== undefined && { message: problem }),
    source: { path },
  };
}
