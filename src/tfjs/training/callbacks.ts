/** Callbacks as TensorFlow.js takes them: objects with any functions, `CustomCallback`, and the engine's own. */
import { Callback as EngineCallback } from "../../model/callbacks/callback.js";
import * as engine from "../../model/callbacks/callbacks.js";
import { METHODS } from "../../model/training/check-callbacks.js";
import type { CallbackMethods } from "../../model/training/callback-list.js";
import { outside } from "../memory/tracking.js";
import { given, lenient, type Loose } from "../options.js";
import { BaseCallback, type CustomCallbackArgs, type Params } from "./base-callback.js";
import { checkYield } from "./callback-classes.js";
import { EarlyStopping, type EarlyStoppingCallbackArgs } from "./early-stopping.js";
import { validationFirst } from "./history.js";

type Functions = Readonly<Record<string, ((...given: unknown[]) => unknown) | undefined>>;

/**
 * The callbacks as the engine takes them: it refuses functions that it does not call.
 * @param params what the callbacks are told of the training
 */
export function engineCallbacks(
  callbacks: unknown,
  params: Params,
  yieldEvery?: unknown,
): readonly CallbackMethods[] {
  const list: readonly unknown[] = Array.isArray(callbacks) ? callbacks : [callbacks];
  return list
    .filter((each) => each !== null && each !== undefined)
    .map((each) => {
      if (each instanceof EngineCallback) return each as CallbackMethods;
      if (each instanceof BaseCallback) each.setParams(params);
      else checkYield(each as CustomCallbackArgs, yieldEvery);
      const functions = each as Functions;
      const called = METHODS.filter((name) => doesSomething(functions, name)).map((name) => [
        name,
        (...args: unknown[]) => outside(() => functions[name]!.apply(each, withLogs(name, args))),
      ]);
      return {
        onTrainBegin: () => undefined,
        ...(Object.fromEntries(called) as CallbackMethods),
        ...yielding(functions),
      };
    });
}

/** Whether a callback has a method that is not the empty one of the base class. */
function doesSomething(functions: Functions, name: keyof CallbackMethods): boolean {
  return (
    typeof functions[name] === "function" && functions[name] !== (BaseCallback.prototype[name] as unknown)
  );
}

/** The arguments of a hook with logs, which TensorFlow.js gives to every hook, empty ones before a training step. */
function withLogs(name: string, given: readonly unknown[]): unknown[] {
  if (name === "setModel") return [...given];
  const place = name.startsWith("onTrain") ? 0 : 1;
  const args = [...given];
  args[place] = validationFirst((args[place] ?? {}) as Record<string, number>);
  return args;
}

/** `onYield`, which TensorFlow.js calls when it lets the page do something else, is called after each batch. */
function yielding(functions: Functions): CallbackMethods {
  const { onYield, onBatchEnd, onEpochBegin } = functions;
  if (typeof onYield !== "function") return {};
  let epoch = 0;
  return {
    onEpochBegin: async (each) => {
      epoch = each;
      await onEpochBegin?.call(functions, each, {});
    },
    onBatchEnd: async (batch, logs) => {
      await onBatchEnd?.call(functions, batch, logs);
      await onYield.call(functions, epoch, batch, logs);
    },
  };
}

type Engine = Omit<typeof engine, "earlyStopping">;
type Maker<Make> = Make extends (options?: infer Options) => infer Made
  ? (options?: Options extends object ? Loose<Options> : Options) => Made
  : never;

/** `tf.callbacks`. */
export const callbacks = {
  ...Object.fromEntries(
    Object.entries(engine).map(([name, make]) => [
      name,
      (options?: unknown) => lenient(() => (make as (options: unknown) => unknown)(given(options))),
    ]),
  ),
  earlyStopping: (args?: EarlyStoppingCallbackArgs | null) => new EarlyStopping(args),
} as unknown as { readonly [Name in keyof Engine]: Maker<Engine[Name]> } & {
  readonly earlyStopping: (args?: EarlyStoppingCallbackArgs | null) => EarlyStopping;
};

export { CallbackList } from "./callback-list.js";
export { Callback, CustomCallback } from "./callback-classes.js";
export { EarlyStopping, type EarlyStoppingCallbackArgs } from "./early-stopping.js";
export { BaseCallback, type Callbacks, type CustomCallbackArgs, type Logs } from "./base-callback.js";
