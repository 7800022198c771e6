/**
 * The connection of a debugger to the code of cells, from `attach` to `disconnect`: what the inspector must know, when
 * the code is held, and how it goes on.
 */
import type { Debugger } from "node:inspector";
import { say } from "../../language/language.js";
import type { Compiler } from "../compiler/contract.js";
import { SUPPORT, type KnownSource } from "../debug-support.js";
import type { Fields } from "../protocol/message.js";
import type { RunRequest, ToInspector } from "../runner/messages.js";
import { Breakpoints } from "./breakpoints.js";
import { ErrorWatch } from "./error-watch.js";
import { Inspector } from "./inspector.js";
import { Pause } from "./pause.js";
import { RequestError, THREAD, type AskedBreakpoint, type ToldBreakpoint } from "./protocol.js";
import { LINES_BEFORE } from "./script.js";
import { MOST_CELLS, Scripts } from "./scripts.js";
import { isSkipped } from "./skipped-scripts.js";
import { Stepping, type Step } from "./stepping.js";
import { Values } from "./values.js";

/** Milliseconds between two attempts to hold a cell that waits. */
const PAUSE_INTERVAL = 20;

export interface AttachmentParts {
  readonly send: (message: ToInspector) => void;
  readonly compiler: Pick<Compiler, "translate" | "isCaught">;
  /** Tells front ends an event. */
  readonly tell: (event: string, body: Fields) => void;
}

export class Attachment {
  /** What has run; while no front end is attached, it is asked for where it is needed. */
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
  private readonly errors: ErrorWatch;
  private frames = 0;
  private isStopping = false;
  /** Whether code is to be held as soon as some of a cell runs. */
  private isPausing = false;
  /** The cell that runs, or is about to. */
  private running: RunRequest | undefined;

  constructor(private readonly parts: AttachmentParts) {
    this.inspector = new Inspector(parts.send, {
      "Debugger.paused": (event) => void this.paused(event),
      "Debugger.scriptParsed": (event) => this.parsed(event),
    });
    this.values = new Values(this.inspector);
    this.errors = new ErrorWatch(this.inspector, parts.compiler);
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
    this.errors.filters = [];
    this.breakpoints.clear();
    this.scripts.clear();
    this.inspector.disconnect();
    this.values.reset();
    this.goOn();
  }

  /** A cell is about to run: sets the breakpoints of its source, and of the files that were compiled with it. */
  coming(request: RunRequest): Promise<void> | undefined {
    this.running = request;
    if (!this.isAttached) return undefined;
    const added = this.scripts.add(request);
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
    this.errors.filters = filters;
    if (this.isAttached) await this.enable();
    if (this.isAttached) await this.errors.tell();
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
    const pause = this.held();
    this.stepping = command === "Debugger.resume" ? undefined : new Stepping(command, pause);
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
    const isWanted = (): boolean => this.isPausing && this.running !== undefined && this.ready !== undefined;
    setTimeout(() => {
      if (isWanted())
        this.inspector.post("Debugger.pause", {}).catch(() => undefined /* The runner has ended. */);
    }, PAUSE_INTERVAL).unref();
  }

  /** The learner pressed stop: from now to the end of the cell nothing holds it. */
  interrupt(): void {
    if (!this.isAttached || this.ready === undefined) return;
    this.isStopping = this.running !== undefined;
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
    this.running = undefined;
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
    this.running = undefined;
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
    await this.recall();
    await inspector.post("Debugger.enable", {});
    await this.errors.tell();
    for (const path of this.breakpoints.paths()) {
      const script = this.scripts.withPath(path);
      if (script !== undefined) await this.breakpoints.placeIn(script);
    }
  }

  /** What has run so far, whether a front end is attached or not. */
  async scriptsSoFar(): Promise<Scripts> {
    if (this.isAttached) await this.enable();
    else {
      this.scripts.clear();
      await this.recall();
    }
    return this.scripts;
  }

  /** Asks the runner for what it has run. */
  private async recall(): Promise<void> {
    const expression = `${SUPPORT}.sources(${MOST_CELLS})`;
    const { result } = await this.inspector.post("Runtime.evaluate", { expression, silent: true });
    this.scripts.recall(JSON.parse(String(result.value)) as KnownSource[]);
    // The runner may not have begun it yet.
    if (this.running !== undefined) this.scripts.add(this.running);
  }

  /** The compiled code begins with functions of the kernel, which no step enters. */
  private parsed({ url, scriptId }: Debugger.ScriptParsedEventDataType): void {
    const script = this.scripts.withUrl(url) ?? (isSkipped(url) ? undefined : this.scripts.addFile(url));
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
      reason: pause.reason(hit.length > 0, isStep),
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
    if (pause.thrown !== undefined) return (await this.errors.isWanted(pause)) ? undefined : goOn;
    // A breakpoint at which nothing is to be held.
    if ((pause.event.hitBreakpoints ?? []).length > 0 && stepping === undefined) return goOn;
    if (!pause.isInSource)
      return pause.isInKnown ? (stepping?.command ?? "Debugger.stepOver") : "Debugger.stepOut";
    return stepping === undefined || stepping.hasArrived(pause) ? undefined : stepping.command;
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

function notAttached(): string {
  return say({
    fr: "le débogueur n'est pas attaché : envoyez d'abord « attach »",
    en: 'the debugger is not attached: send "attach" first',
  });
}
