/** The words after `neurones-kernel`, read and checked. */
import { LANGUAGES, type Language } from "../src/language/language.js";
import { SetUpError } from "../system/set-up-error.js";

export interface Arguments {
  readonly command: "install" | "uninstall" | "prepare" | "help" | "version";
  /** The folder below which Jupyter's data lie; undefined for those of the person. */
  readonly prefix?: string;
  /** The kernel's name, by which notebooks ask for it. */
  readonly name: string;
  /** What a person reads where kernels are chosen. */
  readonly title: string;
  /** The language of all messages; undefined for that of the locale. */
  readonly language?: Language;
}

/** The kernel's name and title where no others are chosen. */
export const DEFAULT_NAME = "neurones-kernel";
export const DEFAULT_TITLE = "TypeScript (neurones)";

/** The options that each command takes. */
const OPTIONS: Readonly<Record<Arguments["command"], readonly string[]>> = {
  install: ["--user", "--prefix", "--name", "--title", "--language"],
  uninstall: ["--user", "--prefix", "--name"],
  prepare: [],
  help: [],
  version: [],
};

/** The options that stand alone, without a value. */
const FLAGS = ["--user"];

/** Jupyter takes these names alone (`jupyter_client.kernelspec`). */
const NAME = /^[a-z0-9._-]+$/i;

/** Reads the words. Throws `SetUpError` for those that it does not know. */
export function readArguments(words: readonly string[]): Arguments {
  const command = commandOf(words[0]);
  const values = new Map<string, string>();
  const rest = words.slice(1).flatMap((word) => splitOption(word));
  while (rest.length > 0) {
    const option = rest.shift()!;
    if (!OPTIONS[command].includes(option)) throw unknown(option, OPTIONS[command]);
    const value = FLAGS.includes(option) ? "" : rest.shift();
    if (value === undefined || (value === "" && !FLAGS.includes(option))) throw withoutValue(option);
    values.set(option, value);
  }
  const prefix = values.get("--prefix");
  if (prefix !== undefined && values.has("--user"))
    throw new SetUpError({
      fr: "--user et --prefix s’excluent : le noyau se met chez vous, ou sous ce dossier.",
      en: "--user and --prefix exclude each other: the kernel goes into your own folder, or below that one.",
    });
  const name = values.get("--name") ?? DEFAULT_NAME;
  if (!NAME.test(name))
    throw new SetUpError({
      fr: `--name veut des lettres, des chiffres, « . », « _ » et « - », et non « ${name} ».`,
      en: `--name takes letters, digits, “.”, “_” and “-”, not “${name}”.`,
    });
  const asked = values.get("--language");
  const language = LANGUAGES.find((one) => one === asked);
  if (asked !== undefined && language === undefined)
    throw new SetUpError({
      fr: `--language veut l’une des langues ${LANGUAGES.join(", ")}, et non « ${asked} ».`,
      en: `--language takes one of the languages ${LANGUAGES.join(", ")}, not “${asked}”.`,
    });
  return {
    command,
    name,
    title: values.get("--title") ?? DEFAULT_TITLE,
    ...(prefix !== undefined && { prefix }),
    ...(language !== undefined && { language }),
  };
}

function commandOf(word = "--help"): Arguments["command"] {
  if (/^(?:--help|-h|help)$/.test(word)) return "help";
  if (/^(?:--version|-v)$/.test(word)) return "version";
  if (word === "install" || word === "uninstall" || word === "prepare") return word;
  throw unknown(word, ["install", "uninstall", "prepare", "--help", "--version"]);
}

/** `--prefix=DIR` as two words. */
function splitOption(word: string): readonly string[] {
  const [, option, value] = /^(--[a-z]+)=(.*)$/s.exec(word) ?? [];
  return option === undefined ? [word] : [option, value!];
}

function unknown(word: string, known: readonly string[]): SetUpError {
  const list = known.join(", ") || "-";
  return new SetUpError({
    fr: `mot inconnu : ${word}. Connus : ${list}. Tout est expliqué par neurones-kernel --help`,
    en: `unknown word: ${word}. Known: ${list}. neurones-kernel --help explains them all`,
  });
}

function withoutValue(option: string): SetUpError {
  return new SetUpError({
    fr: `${option} demande une valeur après lui.`,
    en: `${option} needs a value after it.`,
  });
}
