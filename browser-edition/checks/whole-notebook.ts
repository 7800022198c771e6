/** Says of a file that is no whole notebook what is wrong with it, in place of JupyterLab's own errors. */
import { say, type Sentence } from "../../src/language/language.js";
import type { Contents } from "../extension/notebooks.js";

/** Lets a contents manager give whole notebooks only. */
export function refuseDamaged(contents: Contents): void {
  const get = contents.get.bind(contents);
  contents.get = async (path, options) => {
    if (!path.endsWith(".ipynb") || options?.content === false) return get(path, options);
    const model = await get(path, options).catch((error: unknown) => {
      throw error instanceof SyntaxError ? damaged(path, NO_JSON) : error;
    });
    // Some requests leave the content out.
    if (model.content === undefined || model.content === null) return model;
    const fault = faultOf(model.content);
    if (fault !== undefined) throw damaged(path, fault);
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

function damaged(path: string, { fr, en }: Sentence): Error {
  return new Error(
    say({
      fr: `Le notebook « ${path} » est abîmé : ${fr}. Reprenez-le d’une copie, ou supprimez-le : une leçon du site revient alors telle qu’à l’origine.`,
      en: `The notebook “${path}” is damaged: ${en}. Take it from a copy, or delete it: a lesson of the site then comes back as it was.`,
    }),
  );
}
