/** The arguments of the grading commands. */
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { SetUpError } from "../system/set-up-error.js";
import { Course } from "./course.js";

export interface Arguments {
  readonly course: Course;
  /** The arguments that are not options. */
  readonly names: readonly string[];
  /** Options with a value, without their dashes. */
  readonly values: ReadonlyMap<string, string>;
  readonly flags: ReadonlySet<string>;
}

/**
 * Reads arguments; the value of an option stands behind "=" or in the next argument.
 * @throws SetUpError with the usage, for an unknown option or one without its value
 */
export function readArguments(
  layout: Layout,
  args: readonly string[],
  known: { readonly usage: string; readonly values?: readonly string[]; readonly flags?: readonly string[] },
): Arguments {
  const names: string[] = [];
  const values = new Map<string, string>();
  const flags = new Set<string>();
  const withValue = ["course", ...(known.values ?? [])];
  for (let i = 0; i < args.length; i++) {
    const [, option, attached] = /^--([^=]+)(?:=(.*))?$/.exec(args[i]) ?? [];
    if (option === undefined) names.push(args[i]);
    else if (withValue.includes(option)) values.set(option, attached ?? args[++i] ?? "");
    else if (known.flags?.includes(option) && attached === undefined) flags.add(option);
    else throw usage(known.usage, args[i]);
    if (option !== undefined && values.get(option) === "") throw usage(known.usage, args[i] ?? `--${option}`);
  }
  const root = values.get("course") ?? process.env.NEURONES_COURSE ?? layout.evaluation;
  return { course: new Course(layout, path.resolve(root)), names, values, flags };
}

/**
 * The positive number that an option gives; `usual` if the option is absent. Throws `SetUpError` for anything
 * else.
 */
export function numberOption({ values }: Arguments, name: string, usual: number): number {
  const text = values.get(name);
  const number = text === undefined ? usual : Number(text.replace(",", "."));
  if (number > 0 && Number.isFinite(number)) return number;
  throw new SetUpError({
    fr: `--${name} attend un nombre positif, reçu « ${text} ».`,
    en: `--${name} expects a positive number, received “${text}”.`,
  });
}

function usage(text: string, received: string): SetUpError {
  return new SetUpError({
    fr: `Option inconnue ou incomplète : ${received}. Usage : ${text}`,
    en: `Unknown or incomplete option: ${received}. Usage: ${text}`,
  });
}
