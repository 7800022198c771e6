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
import { CodeRequests } from "./code-requests.js";
import type { DebuggerParts, KernelDebugger } from "./contract.js";
import { exceptionFilters, exceptionInfo } from "./exceptions.js";
import { breakpointsOf, fieldsOf, RequestError, textOf, THREAD, type Answers } from "./protocol.js";
import { ValueRequests } from "./value-requests.js";

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
  private readonly code: CodeRequests;
  private readonly values: ValueRequests;
  private sequence = 0;

  /** Those about the connection, breakpoints and steps. */
  private readonly answers: Answers = {
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
    this.code = new CodeRequests(this.attachment);
    this.values = new ValueRequests(this.attachment, parts);
  }

  /** Answers a request of the protocol. Never throws. */
  async request(content: Fields): Promise<Fields> {
    const { command, seq, arguments: args } = content;
    const name = typeof command === "string" ? command : (JSON.stringify(command) ?? "undefined");
    const response = { type: "response", seq: ++this.sequence, request_seq: seq, command: name };
    try {
      const all = [this.answers, this.code.answers, this.values.answers];
      const answer = all.find((answers) => Object.hasOwn(answers, name))?.[name];
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
    const isJupyterLab = clientID === "jupyterlab";
    this.values.isJupyterLab = isJupyterLab;
    this.attachment.values.hasValueInType = isJupyterLab;
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
}
