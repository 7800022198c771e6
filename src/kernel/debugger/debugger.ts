/**
 * The debugger of a kernel: answers the requests of front ends, and tells them what happens.
 *
 * It works in the kernel's process, so it answers while a cell is held. Nothing of it costs a cell anything before a front
 * end attaches: only then does the inspector's debugger watch the code.
 */
import { say } from "../../language/language.js";
import type { Fields } from "../protocol/message.js";
import type { FromInspector, RunRequest } from "../runner/messages.js";
import { Attachment } from "./attachment.js";
import { HASH_METHOD, HASH_SEED, PREFIX, SUFFIX } from "./cell-paths.js";
import type { DebuggerParts, KernelDebugger } from "./contract.js";
import { Evaluation } from "./evaluation.js";
import { exceptionFilters, exceptionInfo } from "./exceptions.js";
import type { Frame, Pause } from "./pause.js";
import {
  breakpointsOf,
  fieldsOf,
  numberOf,
  RequestError,
  textOf,
  THREAD,
  type Variable,
} from "./protocol.js";
import { Scopes, type ToldScope } from "./scopes.js";

/** The Python function by which JupyterLab's console asks IPython for completions. */
const COMPLETION = "getCompletionsForDebugger";

type Answer = (args: Fields) => Fields | Promise<Fields>;

/** What this debugger can do, as a front end asks when it begins. */
function capabilities(): Fields {
  return {
    supportsConfigurationDoneRequest: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsLogPoints: true,
    supportsEvaluateForHovers: true,
    supportsSetVariable: true,
    supportsExceptionInfoRequest: true,
    supportsModulesRequest: true,
    exceptionBreakpointFilters: exceptionFilters(),
  };
}

/** Makes the debugger of a kernel. */
export function createDebugger(parts: DebuggerParts): KernelDebugger {
  return new SessionDebugger(parts);
}

class SessionDebugger implements KernelDebugger {
  private readonly attachment: Attachment;
  private readonly scopes: Scopes;
  private readonly evaluation: Evaluation;
  private sequence = 0;
  /** Whether the front end is JupyterLab, which shows some things in its own way. */
  private isJupyterLab = false;

  private readonly answers: Readonly<Record<string, Answer>> = {
    debugInfo: () => this.info(),
    initialize: (args) => this.initialize(args),
    attach: () => this.attach(),
    launch: () => this.attach(),
    configurationDone: () => ({}),
    disconnect: () => this.disconnect(),
    terminate: () => this.disconnect(),
    dumpCell: (args) => ({ sourcePath: this.attachment.scripts.dump(textOf(args, "code")) }),
    setBreakpoints: (args) => this.setBreakpoints(args),
    setExceptionBreakpoints: (args) => this.setExceptionBreakpoints(args),
    threads: () => ({ threads: [{ id: THREAD, name: say({ fr: "cellules", en: "cells" }) }] }),
    modules: (args) => this.modules(args),
    source: (args) => this.source(args),
    stackTrace: (args) => this.stackTrace(args),
    scopes: (args) => this.scopesOf(args),
    variables: (args) => this.variables(args),
    inspectVariables: () => this.inspectVariables(),
    richInspectVariables: (args) => this.richInspectVariables(args),
    setVariable: (args) => this.setVariable(args),
    copyToGlobals: (args) => this.copyToGlobals(args),
    evaluate: (args) => this.evaluate(args),
    exceptionInfo: () => exceptionInfo(this.attachment.held()),
    continue: () => this.resume("Debugger.resume", { allThreadsContinued: true }),
    next: () => this.resume("Debugger.stepOver"),
    stepIn: () => this.resume("Debugger.stepInto"),
    stepOut: () => this.resume("Debugger.stepOut"),
    pause: () => this.pause(),
  };

  constructor(private readonly parts: DebuggerParts) {
    const { compiler } = parts;
    this.attachment = new Attachment({
      send: parts.send,
      compiler,
      tell: (event, body) => this.tell(event, body),
    });
    const { inspector, values } = this.attachment;
    this.scopes = new Scopes(inspector, values);
    this.evaluation = new Evaluation(inspector, values, compiler, parts.nextSerial);
  }

  /** Answers a request of the protocol. Never throws. */
  async request(content: Fields): Promise<Fields> {
    const { command, seq, arguments: args } = content;
    const name = typeof command === "string" ? command : (JSON.stringify(command) ?? "undefined");
    const response = { type: "response", seq: ++this.sequence, request_seq: seq, command: name };
    try {
      const answer = Object.hasOwn(this.answers, name) ? this.answers[name] : undefined;
      if (answer === undefined)
        throw new RequestError(
          say({ fr: `la requête « ${name} » est inconnue`, en: `the request "${name}" is not known` }),
        );
      return { ...response, success: true, body: await answer(fieldsOf(args)) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...response, success: false, message, body: {} };
    }
  }

  coming(request: RunRequest): Promise<void> | undefined {
    return this.attachment.coming(request);
  }

  receive(message: FromInspector): void {
    this.attachment.inspector.receive(message);
  }

  interrupt(): void {
    this.attachment.interrupt();
  }

  ended(): void {
    this.attachment.runEnded();
  }

  lost(): void {
    this.attachment.lost();
  }

  private tell(event: string, body: Fields): void {
    this.parts.publish({ type: "event", seq: ++this.sequence, event, body });
  }

  private info(): Fields {
    const { attachment } = this;
    return {
      isStarted: attachment.isAttached,
      hashMethod: HASH_METHOD,
      hashSeed: HASH_SEED,
      tmpFilePrefix: PREFIX,
      tmpFileSuffix: SUFFIX,
      breakpoints: attachment.breakpoints.info(),
      stoppedThreads: attachment.pause === undefined ? [] : [THREAD],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  private initialize({ clientID }: Fields): Fields {
    // The tree of variables in JupyterLab shows types alone, but for those of Python's numbers and texts.
    this.isJupyterLab = clientID === "jupyterlab";
    this.attachment.values.hasValueInType = this.isJupyterLab;
    return capabilities();
  }

  private async attach(): Promise<Fields> {
    await this.attachment.attach();
    this.tell("initialized", {});
    return {};
  }

  private disconnect(): Fields {
    this.attachment.detach();
    return {};
  }

  private async setBreakpoints(args: Fields): Promise<Fields> {
    const path = textOf(fieldsOf(args["source"]), "path");
    return { breakpoints: await this.attachment.setBreakpoints(path, breakpointsOf(args)) };
  }

  private async setExceptionBreakpoints({ filters }: Fields): Promise<Fields> {
    await this.attachment.pauseOnExceptions(Array.isArray(filters) ? filters.map(String) : []);
    return {};
  }

  private modules({ startModule, moduleCount }: Fields): Fields {
    const all = this.attachment.scripts.files().map(({ name, path }, id) => ({ id, name, path }));
    const start = typeof startModule === "number" ? startModule : 0;
    const count = typeof moduleCount === "number" && moduleCount > 0 ? moduleCount : all.length;
    return { modules: all.slice(start, start + count), totalModules: all.length };
  }

  private source(args: Fields): Fields {
    const path = textOf(fieldsOf(args["source"]), "path");
    const content = this.attachment.scripts.textOf(path);
    if (content !== undefined) return { content, mimeType: "text/typescript" };
    throw new RequestError(
      say({
        fr: `aucune cellule exécutée et aucun fichier chargé n'a le chemin « ${path} »`,
        en: `no cell that ran and no loaded file has the path "${path}"`,
      }),
    );
  }

  private stackTrace({ startFrame, levels }: Fields): Fields {
    const all = this.attachment.pause?.told() ?? [];
    const start = typeof startFrame === "number" ? startFrame : 0;
    const count = typeof levels === "number" && levels > 0 ? levels : all.length;
    return { stackFrames: all.slice(start, start + count), totalFrames: all.length };
  }

  private async scopesOf(args: Fields): Promise<Fields> {
    const { pause } = this.attachment;
    const frame = pause?.frame(numberOf(args, "frameId"));
    if (pause === undefined || frame === undefined) return { scopes: [] };
    const list = async (): Promise<ToldScope[]> => {
      const types = await this.parts.compiler.typesIn(frame.script.place(frame.position));
      return await this.scopes.of(pause, frame, types);
    };
    return { scopes: await this.listed(list) };
  }

  private async variables(args: Fields): Promise<Fields> {
    const { start, count } = args;
    const opened = this.attachment.values.get(numberOf(args, "variablesReference"));
    if (opened === undefined) return { variables: [] };
    const from = typeof start === "number" ? start : undefined;
    const list = (): Promise<Variable[]> => opened.list(from, typeof count === "number" ? count : undefined);
    return { variables: await this.listed(list) };
  }

  /**
   * A list of what a front end knows of; an empty one if the code has gone on meanwhile, since when the front end knows of
   * other things: JupyterLab fails without a list.
   */
  private async listed<Item>(list: () => Promise<Item[]>): Promise<Item[]> {
    return await this.attachment.values.unlessCleared(list, () => Promise.resolve([]));
  }

  private async inspectVariables(): Promise<Fields> {
    const { attachment, scopes, parts } = this;
    const { values } = attachment;
    if (attachment.pause === undefined) values.clear();
    const list = async (): Promise<Variable[]> => {
      const reference = scopes.session(await parts.compiler.typesIn());
      return (await values.get(reference)?.list()) ?? [];
    };
    // Another request of this kind, or code that goes on, forgets the values of this one.
    const again = (): Promise<Variable[]> => values.unlessCleared(list, list);
    return { variables: await values.unlessCleared(list, again) };
  }

  private async richInspectVariables(args: Fields): Promise<Fields> {
    const value = await this.evaluation.value(textOf(args, "variableName"), this.askedFrame(args));
    return { ...(await this.evaluation.bundle(value, this.attachment.pause !== undefined)) };
  }

  private async setVariable(args: Fields): Promise<Fields> {
    const opened = this.opened(args);
    const name = textOf(args, "name");
    const frame = this.attachment.pause?.frames[0];
    const value = await this.evaluation.value(textOf(args, "value"), frame);
    if (opened.set === undefined)
      throw new RequestError(say({ fr: `« ${name} » ne se modifie pas`, en: `"${name}" cannot be changed` }));
    await opened.set(name, value);
    if (frame !== undefined) await this.evaluation.renewReturnValue(frame);
    const [shown] = await this.attachment.values.show([{ name, value }]);
    return { ...shown };
  }

  private async copyToGlobals(args: Fields): Promise<Fields> {
    const frame = this.frameOf(numberOf(args, "srcFrameId"));
    await this.evaluation.copy(textOf(args, "srcVariableName"), textOf(args, "dstVariableName"), frame);
    return {};
  }

  private async evaluate(args: Fields): Promise<Fields> {
    const isTyped = args["context"] === "repl" && !String(args["expression"]).includes(COMPLETION);
    if (!this.isJupyterLab || !isTyped) return await this.valueOf(args);
    const { pause } = this.attachment;
    try {
      return await this.valueOf(args);
    } catch (error) {
      // JupyterLab's console shows of a refusal only that there is an error.
      if (error instanceof RequestError) return { result: error.message, variablesReference: 0 };
      throw error;
    } finally {
      // JupyterLab has emptied its panel of variables, and fills it for a frame that it does not know. It then shows the
      // innermost one: where a person has chosen another, its number stays.
      const isHeld = pause !== undefined && pause === this.attachment.pause;
      if (isHeld && this.isInnermost(args, pause)) this.attachment.renumber(pause);
    }
  }

  private async valueOf(args: Fields): Promise<Fields> {
    const expression = textOf(args, "expression");
    const frame = this.askedFrame(args);
    const { pause } = this.attachment;
    if (pause !== undefined) pause.isChanged = true;
    const value = await this.evaluation.value(expression, frame);
    if (frame !== undefined && frame === this.attachment.pause?.frames[0])
      await this.evaluation.renewReturnValue(frame);
    const [shown] = await this.attachment.values.show([{ name: expression, value }]);
    const { value: result, ...rest } = shown!;
    return { result, ...rest };
  }

  private async resume(
    command: "Debugger.resume" | "Debugger.stepOver" | "Debugger.stepInto" | "Debugger.stepOut",
    body: Fields = {},
  ): Promise<Fields> {
    await this.attachment.resume(command);
    return body;
  }

  private async pause(): Promise<Fields> {
    await this.attachment.pauseSoon();
    return {};
  }

  private opened(args: Fields): NonNullable<ReturnType<Attachment["values"]["get"]>> {
    const reference = numberOf(args, "variablesReference");
    const opened = this.attachment.values.get(reference);
    if (opened !== undefined) return opened;
    throw new RequestError(
      say({
        fr: `la référence ${reference} n'existe plus : l'exécution a continué depuis`,
        en: `the reference ${reference} exists no more: the code has continued since`,
      }),
    );
  }

  /** The frame that a request names; undefined if it names none and nothing is held. */
  private askedFrame({ frameId }: Fields): Frame | undefined {
    const { pause } = this.attachment;
    return typeof frameId === "number" && pause !== undefined ? this.frameOf(frameId) : pause?.frames[0];
  }

  private isInnermost({ frameId }: Fields, pause: Pause): boolean {
    return typeof frameId !== "number" || pause.frame(frameId) === pause.frames[0];
  }

  private frameOf(id: number): Frame {
    const frame = this.attachment.held().frame(id);
    if (frame !== undefined) return frame;
    throw new RequestError(
      say({
        fr: `le cadre ${id} n'existe plus : l'exécution a continué depuis`,
        en: `the frame ${id} exists no more: the code has continued since`,
      }),
    );
  }
}
