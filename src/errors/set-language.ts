/**
 * The public `setLanguage`: that of `language/`, with its argument checked. It is here because `language/`
 * imports nothing, not even errors.
 */
import { setLanguage as speak, type Language } from "../language/language.js";
import { choose } from "./choose.js";

/**
 * Chooses the language of all later messages: errors, progress, figures.
 * @throws ArgumentError for a language in which the course is not written
 * @param next the language, `"fr"` or `"en"`
 * @example
 * ```ts
 * setLanguage("en");
 * ```
 */
export function setLanguage(next: Language): void {
  speak(choose({ fr: "fr", en: "en" }, next, { where: "setLanguage", argument: "next" }));
}
