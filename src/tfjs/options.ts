/**
 * Options as TensorFlow.js takes them: null counts as not given, and an option that nobody knows is ignored,
 * with one warning.
 */
import { ignoringUnknownOptions, isPlainObject } from "../errors/known-options.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";

/** The options of a function, and any others. */
export type Loose<Options> = { readonly [Name in keyof Options]?: Options[Name] | null } & {
  readonly [other: string]: unknown;
};

const warned = new Set<string>();

/** Options of TensorFlow.js that change nothing here, and so are ignored without a warning. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(["yieldEvery", "stepsPerEpoch", "dtype", "inputDType"]);

function warn(option: string, where: string): void {
  const which = `${where}.${option}`;
  if (WITHOUT_EFFECT.has(option) || warned.has(which)) return;
  warned.add(which);
  notebook().warn(
    say({
      fr: `${where} : l’option ${option} n’existe pas, elle est ignorée.`,
      en: `${where}: the option ${option} does not exist and is ignored.`,
    }),
  );
}

/** Makes a call of the engine whose unknown options are ignored. */
export function lenient<Result>(call: () => Result): Result {
  return ignoringUnknownOptions(warn, call);
}

/** The options that are given: null and undefined are not. */
export function given<Options>(options: Options | null | undefined): Options {
  if (!isPlainObject(options)) return (options ?? undefined) as Options;
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== null && value !== undefined),
  ) as Options;
}
