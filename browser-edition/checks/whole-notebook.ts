/**
 * Says of a file that is no whole notebook what is wrong with it, in place of JupyterLab's own errors; and of a notebook in
 * another language that nothing runs it here.
 */
import { say, type Sentence } from "../../src/language/language.js";
import type { Contents } from "../extension/notebooks.js";

/** Lets a contents manager give whole notebooks only; `warn` is told once of each in another language. */
export function refuseDamaged(contents: Contents, warn: (sentence: string) => void): void {
  const get = contents.get.bind(contents);
  const told = new Set<string>();
  contents.get = async (path, options) => {
    if (!path.endsWith(".ipynb") || options?.content === false) return get(path, options);
    const model = await get(path, options).catch((error: unknown) => {
      throw error instanceof SyntaxError ? damaged(path, NO_JSON) : error;
    });
    // Some requests leave the content out.
    if (model.content === undefined || model.content === null) return model;
    const fault = faultOf(model.content);
    if (fault !== undefined) throw damaged(path, fault);
    const language = otherLanguage(model.content);
    if (language !== undefined && !told.has(path)) warn(inOtherLanguage(path, language));
    told.add(path);
    return model;
  };
}

const NO_JSON: Sentence = { fr: "ce n’est pas du JSON", en: "it is not JSON" };

/** Why a value is no notebook; undefined if it is one. */
export function faultOf(content: unknown): Sentence | undefined {
  if (typeof content !== "object" || content === null) return NO_JSON;
  const { cells, nbformat } = content as { readonly cells?: unknown; readonly nbformat?: unknown };
  if (typeof nbformat !== "number")
    return {
      fr: "la version du format (nbformat) manque",
      en: "the version of its format (nbformat) is missing",
    };
  if (nbformat < 4)
    return {
      fr: `il a l’ancien format ${nbformat}, de 2014 ou d’avant`,
      en: `it has the old format ${nbformat}, of 2014 or before`,
    };
  if (!Array.isArray(cells)) return { fr: "ses cellules manquent", en: "its cells are missing" };
  const wrong = cells.findIndex(
    (cell: unknown) =>
      typeof cell !== "object" || cell === null || !("cell_type" in cell) || !("source" in cell),
  );
  if (wrong < 0) return undefined;
  return { fr: `sa cellule ${wrong + 1} est incomplète`, en: `its cell ${wrong + 1} is incomplete` };
}

/** The languages of cells that the kernel runs. */
const OURS = ["typescript", "javascript"];

/** The language of a notebook whose cells the kernel cannot run; undefined if it can, or if the notebook names none. */
export function otherLanguage(content: unknown): string | undefined {
  const { metadata } = content as { readonly metadata?: unknown };
  const { kernelspec, language_info: info } = (metadata ?? {}) as {
    readonly kernelspec?: { readonly language?: unknown } | null;
    readonly language_info?: { readonly name?: unknown } | null;
  };
  const language = info?.name ?? kernelspec?.language;
  return typeof language === "string" && language !== "" && !OURS.includes(language.toLowerCase())
    ? language
    : undefined;
}

function inOtherLanguage(path: string, language: string): string {
  return say({
    fr: `Le notebook « ${path} » est écrit en ${language} : ce site n’exécute que TypeScript. Lisez-le ici, mais exécutez-le là où un noyau ${language} est installé.`,
    en: `The notebook “${path}” is written in ${language}: this site runs TypeScript only. Read it here, but run it where a kernel for ${language} is installed.`,
  });
}

function damaged(path: string, { fr, en }: Sentence): Error {
  return new Error(
    say({
      fr: `Le notebook « ${path} » est abîmé : ${fr}. Reprenez-le d’une copie, ou supprimez-le : une leçon du site revient alors telle qu’à l’origine.`,
      en: `The notebook “${path}” is damaged: ${en}. Take it from a copy, or delete it: a lesson of the site then comes back as it was.`,
    }),
  );
}
