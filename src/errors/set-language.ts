/** The public choice of language: as `language/` has it, checked. */
import { setLanguage as speak, type Language } from "../language/language.js";
import { choose } from "./choose.js";

/**
 * Chooses the language of everything said from now on: errors, progress, figures.
 * @throws ArgumentError for a language that the course is not written in
 */
export function setLanguage(next: Language): void {
  speak(choose({ fr: "fr", en: "en" }, next, { where: "setLanguage", argument: "next" }));
}
