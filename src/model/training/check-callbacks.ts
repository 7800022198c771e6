/** Checks the option `callbacks`: a method whose name no training calls would be ignored silently. */
import { ArgumentError } from "../../errors/errors.js";
import { isPlainObject } from "../../errors/known-options.js";
import { nearest } from "../../errors/choose.js";
import { written } from "../../errors/written.js";
import type { CallbackMethods } from "./callback-list.js";

/** Every method that a training calls. */
export const METHODS = [
  "setModel",
  "onTrainBegin",
  "onTrainEnd",
  "onEpochBegin",
  "onEpochEnd",
  "onBatchBegin",
  "onBatchEnd",
] as const satisfies readonly (keyof CallbackMethods)[];

const METHOD_NAMES: readonly string[] = METHODS;

/** Names that look like the methods of a callback. */
const EVENT = /^on[A-Z_]/;

/** The callbacks as a list. @throws ArgumentError for a value that is not a callback */
export function checkedCallbacks(given: unknown): readonly CallbackMethods[] {
  if (given === undefined) return [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  list.forEach((callback, i) =>
    checkCallback(callback, Array.isArray(given) ? `callbacks[${i}]` : "callbacks"),
  );
  return list as readonly CallbackMethods[];
}

function checkCallback(callback: unknown, argument: string): void {
  if (typeof callback !== "object" || callback === null || Array.isArray(callback))
    throw noCallback(argument, written(callback));
  const methods = callback as Readonly<Record<string, unknown>>;
  const wrong = METHODS.find((name) => methods[name] !== undefined && typeof methods[name] !== "function");
  if (wrong !== undefined) throw noCallback(`${argument}.${wrong}`, written(methods[wrong]));
  if (!isPlainObject(callback) && !METHODS.some((name) => name in methods))
    throw noCallback(argument, written(callback));
  const unknown = neverCalled(callback);
  if (unknown !== undefined) throw unknownMethod(argument, unknown);
}

/**
 * The name of a method that its author expects to be called, but that no training calls. An instance of a
 * class may have other methods, unless a name is close to one of `METHODS`.
 */
function neverCalled(callback: object): string | undefined {
  const names = [...namesOf(callback)];
  const others = names.filter((name) => EVENT.test(name) && !METHOD_NAMES.includes(name));
  if (!isPlainObject(callback)) return others.find((name) => nearestMethod(name) !== undefined);
  return others[0] ?? (METHODS.some((name) => names.includes(name)) ? undefined : names[0]);
}

function nearestMethod(name: string): string | undefined {
  return nearest(name.replaceAll("_", ""), METHODS);
}

/** The names of the properties of an object and of its classes. */
function* namesOf(object: object): Generator<string> {
  for (
    let level: object | null = object;
    level !== null && level !== Object.prototype;
    level = Object.getPrototypeOf(level) as object | null
  )
    yield* Object.getOwnPropertyNames(level);
}

function noCallback(argument: string, received: string): ArgumentError {
  return new ArgumentError({
    where: "fit",
    argument,
    received,
    expected: {
      fr: "un objet de fonctions, ou une liste de tels objets",
      en: "an object of functions, or a list of such objects",
    },
    mend: {
      fr: "Par exemple callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) }.",
      en: "For example callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) }.",
    },
  });
}

function unknownMethod(argument: string, name: string): ArgumentError {
  const meant = nearestMethod(name);
  return new ArgumentError({
    where: "fit",
    argument,
    received: name,
    expected: {
      fr: `une fonction parmi ${METHODS.join(", ")}`,
      en: `a function among ${METHODS.join(", ")}`,
    },
    mend:
      meant === undefined
        ? {
            fr: `Rien n’appelle ${name} : enlevez-la, ou donnez-lui l’un de ces noms.`,
            en: `Nothing calls ${name}: remove it, or give it one of these names.`,
          }
        : { fr: `Vouliez-vous dire ${meant} ?`, en: `Did you mean ${meant}?` },
  });
}
