/**
 * The kernel: handles each message of the front end.
 *
 * The main thread only passes messages on and never computes. All requests except the execution of cells are
 * therefore answered at once, even while a cell computes.
 */
import { say } from "../../language/language.js";
import type { Compiler } from "../compiler/contract.js";
import type { DebuggerParts, KernelDebugger } from "../debugger/contract.js";
import type { Channels, RequestChannel } from "../protocol/channels.js";
import type { Fields, Message } from "../protocol/message.js";
import { codePoints, utf16Offset } from "./cursor.js";
import { readExecuteRequest } from "./execute-request.js";
import type { DownloadPackages } from "./download-packages.js";
import { Executions } from "./executions.js";
import { History } from "./history.js";
import { kernelInfo, type Versions } from "./kernel-info.js";
import type { StartRunnerHost } from "./runner-host.js";
import { withMembers, withValue, type LookAt } from "./session-values.js";

/** What differs between the places in which a kernel works. */
export interface KernelParts {
  readonly channels: Channels;
  /** The notebook's folder. */
  readonly directory: string;
  readonly compiler: Compiler;
  readonly startHost: StartRunnerHost;
  readonly versions: Versions;
  /** Downloads the packages that cells import by `npm:`; without it they are not downloaded. */
  readonly download?: DownloadPackages;
  /** Makes the debugger, where cells can be debugged. */
  readonly createDebugger?: (parts: DebuggerParts) => KernelDebugger;
  /** Called once the kernel is closed. */
  readonly onClosed: () => void;
}

/** Requests whose answers publish nothing: the compiler works on them while the front end is told that the kernel is busy. */
const ANSWERED_BY_COMPILER = new Set(["complete_request", "inspect_request", "is_complete_request"]);

type Answer = (content: Fields) => Fields | Promise<Fields>;

export class Kernel {
  private readonly history = new History();
  private readonly executions: Executions;
  private isClosing = false;

  private readonly answers: Readonly<Record<string, Answer>> = {
    kernel_info_request: () => kernelInfo(this.parts.versions, this.executions.debugger !== undefined),
    history_request: (content) => ({ status: "ok", history: this.history.ask(content) }),
    comm_info_request: ({ target_name }) => this.executions.comms.info(target_name),
    complete_request: (content) => this.complete(content),
    inspect_request: (content) => this.inspect(content),
    is_complete_request: (content) => this.isComplete(content),
    debug_request: (content) => this.executions.debugger?.request(content) ?? noDebugger(content),
    interrupt_request: () => {
      this.executions.interrupt();
      return { status: "ok" };
    },
  };

  private readonly look: LookAt = (look) => this.executions.look(look);

  constructor(private readonly parts: KernelParts) {
    this.executions = new Executions(parts, this.history);
  }

  /** Opens the channels and begins to answer requests. */
  async open(): Promise<void> {
    await this.parts.channels.open((channel, message) => void this.receive(channel, message));
    this.parts.channels.publish({ type: "status", content: { execution_state: "starting" } });
    // Only now: a new process takes processor time, which the first answers need more.
    this.executions.start();
  }

  /** The learner pressed stop. */
  interrupt(): void {
    this.executions.interrupt();
  }

  /** Ends the runner and the compiler, closes the channels, then calls `onClosed`. */
  async close(): Promise<void> {
    if (this.isClosing) return;
    this.isClosing = true;
    await Promise.all([this.executions.close(), this.parts.compiler.close()]);
    await this.parts.channels.close();
    this.parts.onClosed();
  }

  private async receive(channel: RequestChannel, message: Message): Promise<void> {
    const type = message.header.msg_type;
    if (this.isClosing) return;
    if (type === "input_reply") return this.executions.answer(message);
    if (type === "execute_request") {
      const request = readExecuteRequest(channel, message);
      if (request !== undefined) return this.executions.add(request);
    }
    const asked = ANSWERED_BY_COMPILER.has(type) ? this.answer(message) : undefined;
    this.status("busy", message);
    const content =
      type.startsWith("comm_") && !type.endsWith("_request")
        ? await this.comm(message)
        : await (asked ?? this.answer(message));
    if (type === "shutdown_request" && this.executions.executing !== undefined) this.executions.interrupt();
    if (type.endsWith("_request"))
      this.parts.channels.send(channel, { type: replyType(type), parent: message, content });
    this.status("idle", message);
    // A front end believes that an `idle` means the whole kernel: while a cell executes, publish "busy"
    // again.
    const { executing } = this.executions;
    if (executing !== undefined) this.status("busy", executing);
    if (type === "shutdown_request") void this.close();
  }

  private async answer(message: Message): Promise<Fields> {
    const type = message.header.msg_type;
    try {
      if (type === "shutdown_request") return { status: "ok", restart: message.content["restart"] === true };
      const answer = Object.hasOwn(this.answers, type) ? this.answers[type] : undefined;
      return answer === undefined
        ? failure("UnknownRequest", `${type} cannot be answered`)
        : await answer(message.content);
    } catch (error) {
      return failure(error instanceof Error ? error.name : "Error", String(error));
    }
  }

  private async comm(message: Message): Promise<Fields> {
    await this.executions.comms.receive(message);
    return {};
  }

  private async complete(content: Fields): Promise<Fields> {
    const { code, cursor } = cursorOf(content);
    const answer = await this.parts.compiler.complete(code, cursor);
    const { start, end, items } = await withMembers(answer, code, cursor, this.look);
    const types = items.map(({ text, kind, signature }) => ({
      text,
      type: kind,
      start: codePoints(code, start),
      end: codePoints(code, end),
      ...(signature === undefined ? {} : { signature }),
    }));
    return {
      status: "ok",
      matches: items.map(({ text }) => text),
      cursor_start: codePoints(code, start),
      cursor_end: codePoints(code, end),
      metadata: { _jupyter_types_experimental: types },
    };
  }

  private async inspect(content: Fields): Promise<Fields> {
    const { code, cursor } = cursorOf(content);
    const answer = await this.parts.compiler.inspect(code, cursor);
    const { found, text, markdown } = await withValue(answer, this.look);
    const data: Fields = found ? { "text/plain": text, "text/markdown": markdown } : {};
    return { status: "ok", found, data, metadata: {} };
  }

  private async isComplete(content: Fields): Promise<Fields> {
    const { status, indent } = await this.parts.compiler.isComplete(String(content["code"] ?? ""));
    return status === "incomplete" ? { status, indent } : { status };
  }

  private status(state: "busy" | "idle", parent: Message): void {
    this.parts.channels.publish({ type: "status", parent, content: { execution_state: state } });
  }
}

function replyType(type: string): string {
  return type.replace(/_request$/, "_reply");
}

/** The reply of a kernel without a debugger: a front end need not ask again. */
function noDebugger({ command, seq }: Fields): Fields {
  const message = say({ fr: "ce noyau n'a pas de débogueur", en: "this kernel has no debugger" });
  return { type: "response", seq: 0, request_seq: seq, command, success: false, message, body: {} };
}

function failure(ename: string, evalue: string): Fields {
  return { status: "error", ename, evalue, traceback: [] };
}

/** The code and the cursor of a request; the cursor is a UTF-16 offset inside the code. */
function cursorOf(content: Fields): { code: string; cursor: number } {
  const code = typeof content["code"] === "string" ? content["code"] : "";
  const position = content["cursor_pos"];
  return { code, cursor: typeof position === "number" ? utf16Offset(code, position) : code.length };
}
