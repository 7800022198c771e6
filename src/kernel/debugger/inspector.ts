/**
 * Node's inspector of the thread that runs cells, which speaks the Chrome DevTools Protocol. The commands go through the
 * runner's listener thread (`runner/inspector-link.ts`).
 * https://chromedevtools.github.io/devtools-protocol/v8/
 */
import type { Debugger, Runtime } from "node:inspector";
import type { FromInspector, ToInspector } from "../runner/messages.js";

/** The commands that the debugger uses: what each takes, and what it answers. */
interface Commands {
  "Debugger.enable": [object, object];
  "Debugger.setBlackboxPatterns": [Debugger.SetBlackboxPatternsParameterType, object];
  "Debugger.setBlackboxedRanges": [Debugger.SetBlackboxedRangesParameterType, object];
  "Debugger.setBreakpointByUrl": [
    Debugger.SetBreakpointByUrlParameterType,
    Debugger.SetBreakpointByUrlReturnType,
  ];
  "Debugger.removeBreakpoint": [Debugger.RemoveBreakpointParameterType, object];
  "Debugger.setPauseOnExceptions": [Debugger.SetPauseOnExceptionsParameterType, object];
  "Debugger.setSkipAllPauses": [Debugger.SetSkipAllPausesParameterType, object];
  "Debugger.pause": [object, object];
  "Debugger.resume": [object, object];
  "Debugger.stepOver": [object, object];
  "Debugger.stepInto": [object, object];
  "Debugger.stepOut": [object, object];
  "Debugger.evaluateOnCallFrame": [
    Debugger.EvaluateOnCallFrameParameterType,
    Debugger.EvaluateOnCallFrameReturnType,
  ];
  "Debugger.setReturnValue": [Debugger.SetReturnValueParameterType, object];
  "Debugger.setVariableValue": [Debugger.SetVariableValueParameterType, object];
  "Runtime.evaluate": [Runtime.EvaluateParameterType, Runtime.EvaluateReturnType];
  "Runtime.callFunctionOn": [Runtime.CallFunctionOnParameterType, Runtime.CallFunctionOnReturnType];
  "Runtime.awaitPromise": [Runtime.AwaitPromiseParameterType, Runtime.AwaitPromiseReturnType];
  "Runtime.getProperties": [
    Runtime.GetPropertiesParameterType,
    Runtime.GetPropertiesReturnType & { readonly privateProperties?: readonly Property[] },
  ];
  "Runtime.releaseObjectGroup": [Runtime.ReleaseObjectGroupParameterType, object];
}

/** A member of an object, as far as the debugger shows it. */
export interface Property {
  readonly name: string;
  readonly value?: Runtime.RemoteObject;
  readonly get?: Runtime.RemoteObject;
  readonly enumerable?: boolean;
}

/** The events that the debugger hears. */
export interface InspectorEvents {
  "Debugger.paused": Debugger.PausedEventDataType;
  "Debugger.scriptParsed": Debugger.ScriptParsedEventDataType;
}

type Listeners = { readonly [Name in keyof InspectorEvents]?: (event: InspectorEvents[Name]) => void };

interface Waiting {
  /** Whether the answer comes once a promise has settled. */
  readonly isAwaiting: boolean;
  resolve(result: object): void;
  reject(error: Error): void;
}

export class Inspector {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  /** Why nobody can wait for a promise now: code is held. */
  private heldReason: string | undefined;

  constructor(
    private readonly send: (message: ToInspector) => void,
    private readonly listeners: Listeners,
  ) {}

  /**
   * Sends a command. Rejects if the inspector refuses it, if the runner ends before it answers, or if it would wait for a
   * promise while code is held: the code may be held between a request and the commands that it takes.
   */
  post<Name extends keyof Commands>(method: Name, params: Commands[Name][0]): Promise<Commands[Name][1]> {
    const isAwaiting = method === "Runtime.awaitPromise";
    if (isAwaiting && this.heldReason !== undefined) return Promise.reject(new Error(this.heldReason));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting["resolve"], reject, isAwaiting });
      this.send({ type: "inspect", id, method, params });
    });
  }

  /** Ends the connection: a cell that is held goes on. */
  disconnect(): void {
    this.send({ type: "inspectorOff" });
    this.forget("disconnected");
  }

  receive(message: FromInspector): void {
    if (message.type === "inspectorEvent") {
      const listener = this.listeners[message.method as keyof InspectorEvents];
      return (listener as ((event: object) => void) | undefined)?.(message.params);
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if ("failure" in message) waiting?.reject(new Error(message.failure));
    else waiting?.resolve(message.result);
  }

  /** Code is held until `released`: no promise settles, and nobody must wait for one. */
  held(reason: string): void {
    this.heldReason = reason;
    for (const [id, { reject, isAwaiting }] of this.waiting)
      if (isAwaiting) {
        this.waiting.delete(id);
        reject(new Error(reason));
      }
  }

  /** The code goes on. */
  released(): void {
    this.heldReason = undefined;
  }

  /** No answer will come any more. */
  forget(reason: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}
