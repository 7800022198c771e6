/** Callbacks as TensorFlow.js takes them: objects with any functions, `CustomCallback`, and the engine's own. */
import { Callback as EngineCallback } from "../../model/callbacks/callback.js";
import * as engine from "../../model/callbacks/callbacks.js";
import { METHODS } from "../../model/training/check-callbacks.js";
import type { CallbackMethods } from "../../model/training/callback-list.js";
import { outside } from "../memory/tracking.js";
import { given, lenient, type Loose } from "../options.js";

/** Loss and metrics by their names. */
export type Logs = { [name: string]: number };
type Hook = void | Promise<void>;

/** The functions of a callback. */
export interface CustomCallbackArgs {
  onTrainBegin?: (logs?: Logs) => Hook;
  onTrainEnd?: (logs?: Logs) => Hook;
  onEpochBegin?: (epoch: number, logs?: Logs) => Hook;
  onEpochEnd?: (epoch: number, logs?: Logs) => Hook;
  onBatchBegin?: (batch: number, logs?: Logs) => Hook;
  onBatchEnd?: (batch: number, logs?: Logs) => Hook;
  onYield?: (epoch: number, batch: number, logs: Logs) => Hook;
}

/** The base class of callbacks that know their model. */
export abstract class BaseCallback {
  params: Record<string, unknown> = {};

  setModel(model: unknown): void {
    void model;
  }
}

/** A callback made of functions. */
export class CustomCallback extends BaseCallback {
  constructor(args: CustomCallbackArgs, yieldEvery?: unknown) {
    super();
    void yieldEvery;
    Object.assign(this, given({ ...args }));
  }
}

/** A callback of a class of one's own; `this.model` is the model that is trained. */
export abstract class Callback extends BaseCallback {
  protected model: unknown;

  override setModel(model: unknown): void {
    this.model = model;
  }
}

type One = CustomCallbackArgs | BaseCallback | EngineCallback<never>;
export type Callbacks = One | readonly One[];

type Functions = Readonly<Record<string, ((...given: unknown[]) => unknown) | undefined>>;

/** The callbacks as the engine takes them: it refuses functions that it does not call. */
export function engineCallbacks(callbacks: unknown): readonly CallbackMethods[] {
  const list: readonly unknown[] = Array.isArray(callbacks) ? callbacks : [callbacks];
  return list
    .filter((each) => each !== null && each !== undefined)
    .map((each) => {
      if (each instanceof EngineCallback) return each as CallbackMethods;
      const functions = each as Functions;
      const names = METHODS.filter((name) => typeof functions[name] === "function");
      const called = Object.fromEntries(
        names.map((name) => [
          name,
          (...args: unknown[]) => outside(() => functions[name]!.apply(each, withLogs(name, args))),
        ]),
      );
      return { onTrainBegin: () => undefined, ...called, ...yielding(functions) } as CallbackMethods;
    });
}

/** The arguments of a hook with logs, which TensorFlow.js gives to every hook, empty ones before a training step. */
function withLogs(name: string, given: readonly unknown[]): unknown[] {
  const place = name.startsWith("onTrain") ? 0 : 1;
  const args = [...given];
  args[place] ??= {};
  return args;
}

/** `onYield`, which TensorFlow.js calls when it lets the page do something else, is called after each batch. */
function yielding(functions: Functions): CallbackMethods {
  const { onYield, onBatchEnd, onEpochBegin } = functions;
  if (typeof onYield !== "function") return {};
  let epoch = 0;
  return {
    onEpochBegin: (each) => {
      epoch = each;
      return onEpochBegin?.call(functions, each, {}) as Hook;
    },
    onBatchEnd: async (batch, logs) => {
      await onBatchEnd?.call(functions, batch, logs);
      await onYield.call(functions, epoch, batch, logs);
    },
  };
}

type Engine = typeof engine;
type Maker<Make> = Make extends (options?: infer Options) => infer Made
  ? (options?: Options extends object ? Loose<Options> : Options) => Made
  : never;

/** `tf.callbacks`. */
export const callbacks = Object.fromEntries(
  Object.entries(engine).map(([name, make]) => [
    name,
    (options?: unknown) => lenient(() => (make as (options: unknown) => unknown)(given(options))),
  ]),
) as unknown as { readonly [Name in keyof Engine]: Maker<Engine[Name]> };
