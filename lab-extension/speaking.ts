/** Sentences in two languages: menus are in the page's language, marks of cells in that of the notebook's lesson. */
import type { Language } from "../src/language/language.js";

/** Chooses one of two sentences. */
export type Say = (fr: string, en: string) => string;

export function speaking(language: Language): Say {
  return (fr, en) => (language === "fr" ? fr : en);
}

/** The page's language: JupyterLab writes it into the page once it has loaded its translations. */
export function pageLanguage(): Language {
  return document.documentElement.lang.startsWith("fr") ? "fr" : "en";
}
