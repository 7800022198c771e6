/**
 * Connects the kernel's process with Node's inspector of the thread that runs cells. It works in the listener's
 * thread, so it also works while the debugger holds the cells. Nothing is connected before the first command.
 *
 * Node never takes another command if one arrives while code that a command has started runs, and that code is then held:
 * the arrival has interrupted the code and was put off to its end, so that Node, which waits for commands from then on, is
 * not told of it again (`MainThreadInterface` in `src/inspector/main_thread_interface.cc`). So commands wait here until the
 * code has ended or is held.
 */
import { Session } from "node:inspector";
import type { FromInspector, ToInspector } from "./messages.js";

/** The events that the debugger uses. */
const EVENTS = new Set(["Debugger.paused", "Debugger.scriptParsed"]);

/** The commands that run code. */
const RUN_CODE = new Set(["Runtime.evaluate", "Runtime.callFunctionOn"]);

/** The commands by which code that is held goes on. */
const LET_GO = new Set(["Debugger.resume", "Debugger.stepOver", "Debugger.stepInto", "Debugger.stepOut"]);

export class InspectorLink {
  private session: Session | undefined;
  private readonly waiting: ToInspector[] = [];
  /** The commands whose code runs. */
  private readonly running = new Set<number>();
  private isHeld = false;

  constructor(private readonly send: (message: FromInspector) => void) {}

  /** Passes a command on, or ends the connection; a cell that the debugger holds then goes on. */
  receive(message: ToInspector): void {
    this.waiting.push(message);
    this.passOn();
  }

  private passOn(): void {
    while (this.waiting.length > 0 && (this.isHeld || this.running.size === 0)) {
      const message = this.waiting.shift()!;
      if (message.type === "inspectorOff") this.disconnect();
      else this.post(message);
    }
  }

  private post({ id, method, params }: Extract<ToInspector, { readonly type: "inspect" }>): void {
    if (LET_GO.has(method)) this.isHeld = false;
    if (RUN_CODE.has(method)) this.running.add(id);
    const answer = (result: { readonly result: object } | { readonly failure: string }): void => {
      this.running.delete(id);
      this.send({ type: "inspected", id, ...result });
      this.passOn();
    };
    try {
      this.session ??= this.connect();
      this.session.post(method, params, (error, result) =>
        answer(error === null ? { result: result ?? {} } : { failure: error.message }),
      );
    } catch (error) {
      answer({ failure: String(error) });
    }
  }

  private connect(): Session {
    const session = new Session();
    session.connectToMainThread();
    session.on("inspectorNotification", ({ method, params }: { method: string; params: object }) => {
      if (method === "Debugger.paused" && session === this.session) this.isHeld = true;
      if (EVENTS.has(method)) this.send({ type: "inspectorEvent", method, params });
      this.passOn();
    });
    return session;
  }

  private disconnect(): void {
    this.session?.disconnect();
    this.session = undefined;
    this.running.clear();
    this.isHeld = false;
  }
}
