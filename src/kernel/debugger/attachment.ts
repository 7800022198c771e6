/**
 * The connection of a debugger to the code of cells, from `attach` to `disconnect`: what the inspector must know, when
 * the code is held, and how it goes on.
 */
import type { Debugger } from "node:inspector";
import { fileURLToPath } from "node:url";
import { say } from "../../language/language.js";
import type { Compiler } from "../compiler/contract.js";
import type { Fields } from "../protocol/message.js";
import type { RunRequest, ToInspector } from "../runner/messages.js";
import { Breakpoints } from "./breakpoints.js";
import { ALL } from "./exceptions.js";
import { Inspector } from "./inspector.js";
import { Pause } from "./pause.js";
import { RequestError, THREAD, type AskedBreakpoint, type ToldBreakpoint } from "./protocol.js";
import { LINES_BEFORE, Scripts } from "./scripts.js";
import { Values } from "./values.js";

/** The compiled sources of this package. */
const PACKAGE = fileURLToPath(new URL("../../../src/", import.meta.url));

/** Scripts whose code is never stopped in: those without a name, Node's, packages', and the kernel's. */
const SKIPPED = [
  "^$",
  "^node:",
  "^evalmachine",
  "^internal/",
  "[\\\\/]node_modules[\\\\/]",
  PACKAGE.split(/[\\/]/)
    .map((name) => escaped(encodeURI(name)))
    .join("[\\\\/]"),
];

/** The engine, as cells load it: skipped too, but that an error which it throws may hold the cell below. */
const ENGINE = "[\\\\/]dist[\\\\/]bundle[\\\\/]";

const IS_SKIPPED = new RegExp([...SKIPPED, ENGINE].join("|"));

/** Milliseconds between two attempts to hold a cell that waits. */
const PAUSE_INTERVAL = 20;

/** A line may take this many steps of the inspector before the debugger stops in it again. */
const MOST_STEPS = 200;

type Step = "Debugger.stepOver" | "Debugger.stepInto" | "Debugger.stepOut";

/** A step on its way, and the place where it began. */
interface Stepping {
  readonly command: Step;
  readonly from: Place | undefined;
  count: number;
}

/** A line of a source at a depth of calls. */
interface Place {
  readonly url: string;
  readonly line: number;
  readonly depth: number;
}

export interface AttachmentParts {
  readonly send: (message: ToInspector) => void;
  readonly compiler: Pick<Compiler, "translate" | "isCaught">;
  /** Tells front ends an event. */
  readonly tell: (event: string, body: Fields) => void;
}

export class Attachment {
  readonly scripts = new Scripts();
  readonly inspector: Inspector;
  readonly values: Values;
  readonly breakpoints: Breakpoints;
  /** Set while the code is held. */
  pause: Pause | undefined;
  isAttached = false;
  /** Resolves once the inspector of the present runner knows everything. */
  private ready: Promise<void> | undefined;
  private stepping: Stepping | undefined;
  private filters: readonly string[] = [];
  private frames = 0;
  private isStopping = false;
  /** Whether code is to be held as soon as some of a cell runs. */
  private isPausing = false;
  private isRunning = false;

  constructor(private readonly parts: AttachmentParts) {
    this.inspector = new Inspector(parts.send, {
      "Debugger.paused": (event) => void this.paused(event),
      "Debugger.scriptParsed": (event) => this.parsed(event),
    });
    this.values = new Values(this.inspector);
    this.breakpoints = new Breakpoints(this.inspector, (expression, place) =>
      parts.compiler.translate(expression, place),
    );
  }

  /** Has the inspector watch the code. */
  async attach(): Promise<void> {
    this.isAttached = true;
    await this.enable();
  }

  /** Ends the connection and forgets the breakpoints; code that is held goes on. */
  detach(): void {
    this.isAttached = false;
    this.ready = undefined;
    this.stepping = undefined;
    this.isPausing = false;
    this.filters = [];
    this.breakpoints.clear();
    this.inspector.disconnect();
    this.values.reset();
    this.goOn();
  }

  /** A cell is about to run: sets the breakpoints of its source, and of the files that were compiled with it. */
  coming(request: RunRequest): Promise<void> | undefined {
    const added = this.scripts.add(request);
    this.isRunning = true;
    if (!this.isAttached) return undefined;
    const place = async (): Promise<void> => {
      await this.enable();
      for (const script of added)
        for (const moved of await this.breakpoints.placeIn(script))
          this.parts.tell("breakpoint", { reason: "changed", breakpoint: moved });
    };
    // If the runner ends meanwhile, the cell's own end tells it.
    return place().catch(() => undefined);
  }

  async setBreakpoints(path: string, asked: readonly AskedBreakpoint[]): Promise<ToldBreakpoint[]> {
    if (this.isAttached) await this.enable();
    return await this.breakpoints.set(path, asked, this.isAttached ? this.scripts.withPath(path) : undefined);
  }

  async pauseOnExceptions(filters: readonly string[]): Promise<void> {
    this.filters = filters;
    if (this.isAttached) await this.enable();
    if (this.isAttached) await this.tellFilters();
  }

  /** The moment at which the code is held. Throws a `RequestError` if it is not. */
  held(): Pause {
    if (this.pause !== undefined) return this.pause;
    throw new RequestError(
      say({ fr: "aucune cellule n'est en pause", en: "no cell is held by the debugger" }),
    );
  }

  /** Gives the frames new numbers, so that a front end that knows the old ones asks again for their variables. */
  renumber(pause: Pause): void {
    pause.number(this.frames + 1);
    this.frames += pause.frames.length;
  }

  /** Lets the code that is held go on: to the end of a step, or to the next breakpoint. */
  async resume(command: Step | "Debugger.resume"): Promise<void> {
    const from = placeOf(this.held());
    this.stepping = command === "Debugger.resume" ? undefined : { command, from, count: 0 };
    this.goOn();
    await this.inspector.post(command, {});
  }

  /** Holds the code as soon as some of a cell runs. */
  async pauseSoon(): Promise<void> {
    if (!this.isAttached) throw new RequestError(notAttached());
    await this.enable();
    this.isPausing = true;
    await this.inspector.post("Debugger.pause", {});
  }

  /** Tries again to hold the code: the last time the kernel's own ran. */
  private pauseAgain(): void {
    const isWanted = (): boolean => this.isPausing && this.isRunning && this.ready !== undefined;
    setTimeout(() => {
      if (isWanted())
        this.inspector.post("Debugger.pause", {}).catch(() => undefined /* The runner has ended. */);
    }, PAUSE_INTERVAL).unref();
  }

  /** The learner pressed stop: from now to the end of the cell nothing holds it. */
  interrupt(): void {
    if (!this.isAttached || this.ready === undefined) return;
    this.isStopping = this.isRunning;
    this.isPausing = false;
    this.stepping = undefined;
    const resume = this.pause !== undefined;
    this.goOn();
    const stop = async (): Promise<void> => {
      if (this.isStopping) await this.inspector.post("Debugger.setSkipAllPauses", { skip: true });
      if (resume) await this.inspector.post("Debugger.resume", {});
    };
    void stop().catch(() => undefined /* The runner has ended. */);
  }

  /** The cell has ended. */
  runEnded(): void {
    this.isRunning = false;
    this.stepping = undefined;
    if (!this.isStopping) return;
    this.isStopping = false;
    void this.inspector
      .post("Debugger.setSkipAllPauses", { skip: false })
      .catch(() => undefined /* The runner has ended. */);
  }

  /** The runner has ended: the inspector of the next one must be told everything again. */
  lost(): void {
    this.inspector.forget("the runner has ended");
    this.ready = undefined;
    this.stepping = undefined;
    this.isStopping = false;
    this.isPausing = false;
    this.isRunning = false;
    this.scripts.clear();
    this.values.reset();
    this.breakpoints.lost();
    this.goOn();
  }

  private enable(): Promise<void> {
    this.ready ??= this.begin();
    return this.ready;
  }

  private async begin(): Promise<void> {
    const { inspector } = this;
    await inspector.post("Debugger.enable", {});
    await this.tellFilters();
    for (const path of this.breakpoints.paths()) {
      const script = this.scripts.withPath(path);
      if (script !== undefined) await this.breakpoints.placeIn(script);
    }
  }

  private async tellFilters(): Promise<void> {
    const isWatching = this.filters.length > 0;
    await this.inspector.post("Debugger.setBlackboxPatterns", {
      patterns: isWatching ? SKIPPED : [...SKIPPED, ENGINE],
    });
    await this.inspector.post("Debugger.setPauseOnExceptions", { state: isWatching ? "all" : "none" });
  }

  /** The compiled code begins with functions of the kernel, which no step enters. */
  private parsed({ url, scriptId }: Debugger.ScriptParsedEventDataType): void {
    const script =
      this.scripts.withUrl(url) ?? (IS_SKIPPED.test(url) ? undefined : this.scripts.addFile(url));
    if (script !== undefined) this.scripts.identify(scriptId, url);
    if (script?.isCompiled !== true) return;
    const positions = [
      { lineNumber: 0, columnNumber: 0 },
      { lineNumber: LINES_BEFORE, columnNumber: 0 },
    ];
    void this.inspector
      .post("Debugger.setBlackboxedRanges", { scriptId, positions })
      .catch(() => undefined /* The runner has ended. */);
  }

  private async paused(event: Debugger.PausedEventDataType): Promise<void> {
    const pause = new Pause(event, this.scripts, this.frames + 1);
    const hit = this.breakpoints.reached(event.hitBreakpoints ?? [], pause.frames[0]?.position.line ?? -1);
    const isHit = hit.length > 0 && !this.isStopping;
    const again = isHit ? undefined : await this.next(pause);
    if (again !== undefined) {
      await this.inspector.post(again, {}).catch(() => undefined /* The runner has ended. */);
      return;
    }
    this.frames += pause.frames.length;
    this.pause = pause;
    this.values.hold(event.callFrames);
    this.inspector.held(
      say({
        fr: "le code est en pause avant que l'expression ait une valeur",
        en: "the code is held before the expression has a value",
      }),
    );
    this.isPausing = false;
    const isStep = this.stepping !== undefined;
    this.stepping = undefined;
    const text = pause.thrown?.description?.split("\n")[0];
    this.parts.tell("stopped", {
      reason: reasonOf(pause, hit, isStep),
      threadId: THREAD,
      allThreadsStopped: true,
      ...(hit.length > 0 && { hitBreakpointIds: hit }),
      ...(text !== undefined && { text }),
    });
  }

  /** What the inspector is to do next where no one would want to stop; undefined if the code is held here. */
  private async next(pause: Pause): Promise<Step | "Debugger.resume" | undefined> {
    const { stepping } = this;
    const goOn = stepping?.command ?? "Debugger.resume";
    if (this.isPausing && pause.frames.length === 0) this.pauseAgain();
    if (this.isStopping || pause.frames.length === 0) return goOn;
    if (pause.thrown !== undefined) return (await this.isWanted(pause)) ? undefined : goOn;
    // A breakpoint at which nothing is to be held.
    if ((pause.event.hitBreakpoints ?? []).length > 0 && stepping === undefined) return goOn;
    if (!pause.isInSource)
      return pause.isInKnown ? (stepping?.command ?? "Debugger.stepOver") : "Debugger.stepOut";
    if (stepping === undefined || ++stepping.count > MOST_STEPS) return undefined;
    const [here, { from }] = [placeOf(pause), stepping];
    const isSame = here?.url === from?.url && here?.line === from?.line && here?.depth === from?.depth;
    return isSame && stepping.command !== "Debugger.stepOut" ? stepping.command : undefined;
  }

  /** Whether a front end wants to see what was thrown. V8 cannot tell what no cell catches: the kernel catches it all. */
  private async isWanted({ frames }: Pause): Promise<boolean> {
    if (this.filters.includes(ALL)) return true;
    const places = frames.map(({ script, position }) => script.place(position));
    return !(await this.parts.compiler.isCaught(places));
  }

  /** The code is not held any more. */
  private goOn(): void {
    if (this.pause === undefined) return;
    this.pause = undefined;
    this.inspector.released();
    this.values.clear();
    this.parts.tell("continued", { threadId: THREAD, allThreadsContinued: true });
  }
}

function placeOf({ frames }: Pause): Place | undefined {
  const [frame] = frames;
  return frame && { url: frame.script.url, line: frame.position.line, depth: frames.length };
}

function reasonOf(pause: Pause, hit: readonly number[], isStep: boolean): string {
  if (pause.thrown !== undefined) return "exception";
  if (hit.length > 0) return "breakpoint";
  if (pause.event.reason === "debugCommand") return "breakpoint";
  return isStep ? "step" : "pause";
}

function notAttached(): string {
  return say({
    fr: "le débogueur n'est pas attaché : envoyez d'abord « attach »",
    en: 'the debugger is not attached: send "attach" first',
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
