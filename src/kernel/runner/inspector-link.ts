/**
 * Connects the kernel's process with Node's inspector of the thread that runs cells. It works in the listener's
 * thread, so it also works while the debugger holds the cells. Nothing is connected before the first command.
 */
import { Session } from "node:inspector";
import type { FromInspector, ToInspector } from "./messages.js";

/** The events that the debugger uses. */
const EVENTS = new Set(["Debugger.paused", "Debugger.scriptParsed"]);

export class InspectorLink {
  private session: Session | undefined;

  constructor(private readonly send: (message: FromInspector) => void) {}

  /** Passes a command on, or ends the connection; a cell that the debugger holds then goes on. */
  receive(message: ToInspector): void {
    if (message.type === "inspectorOff") {
      this.session?.disconnect();
      this.session = undefined;
      return;
    }
    const { id, method, params } = message;
    try {
      this.session ??= this.connect();
      this.session.post(method, params, (error, result) =>
        this.send(
          error === null
            ? { type: "inspected", id, result: result ?? {} }
            : { type: "inspected", id, failure: error.message },
        ),
      );
    } catch (error) {
      this.send({ type: "inspected", id, failure: String(error) });
    }
  }

  private connect(): Session {
    const session = new Session();
    session.connectToMainThread();
    session.on("inspectorNotification", ({ method, params }: { method: string; params: object }) => {
      if (EVENTS.has(method)) this.send({ type: "inspectorEvent", method, params });
    });
    return session;
  }
}
