/**
 * The callbacks of promises, in a browser: each belongs to the run whose code has registered it. The twin for Node is
 * `continuations.node.ts`.
 */
import type { Attribution } from "./attribution.js";
import { asTheirs, cellsGlobal } from "./cells.js";

type Callback = (value: unknown) => unknown;

/** Lets `then`, which `catch` and `finally` call, remember the run. */
export function installContinuations(attribution: Attribution): void {
  const { prototype } = cellsGlobal.Promise;
  const { then } = prototype;
  const { apply } = Reflect;
  const bound = (callback: unknown): unknown => {
    if (typeof callback !== "function") return callback;
    const run = attribution.now();
    return (value: unknown) => attribution.continued(run, () => (callback as Callback)(value));
  };
  const replacement = {
    then(this: Promise<unknown>, onFulfilled?: unknown, onRejected?: unknown): unknown {
      return apply(then, this, [bound(onFulfilled), bound(onRejected)] as Parameters<typeof then>);
    },
  };
  Reflect.defineProperty(prototype, "then", {
    value: asTheirs(replacement.then),
    writable: true,
    configurable: true,
  });
}
