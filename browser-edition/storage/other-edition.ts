/** The same lesson in the other language of the course, where the site of that edition lies near this one. */
import { language, LANGUAGES, type Language } from "../../src/language/language.js";
import { Originals } from "./originals.js";

/** A lesson on the site of another edition. */
export interface OtherEdition {
  readonly language: Language;
  readonly address: string;
}

/**
 * Where the other edition may lie, seen from each: beside it, as `npm run lite` names the folders, or as `npm run site` puts both
 * into one site.
 */
const PLACES: Readonly<Record<Language, readonly string[]>> = {
  fr: ["../lite-en/", "../en/lite/"],
  en: ["../lite/", "../../lite/"],
};

/**
 * The lesson with this file name in the other language; undefined where no such site has it, or none can be reached.
 * @param base  the address of this site
 * @param app   the app that shows the lesson, a folder of the site: `lab` or `notebooks`
 */
export async function otherEdition(
  base: string,
  app: string,
  lesson: string,
): Promise<OtherEdition | undefined> {
  const [other] = LANGUAGES.filter((one) => one !== language());
  for (const place of PLACES[language()]) {
    const site = new URL(place, base).href;
    if (site === base) continue;
    const names = await new Originals(site).names().catch((): string[] => []);
    if (names.includes(lesson))
      return { language: other, address: `${site}${app}/index.html?path=${encodeURIComponent(lesson)}` };
  }
  return undefined;
}
