/** The language of a person's system, for a kernel that was not told in which one to speak. */
import type { Language } from "../language/language.js";

/** The language of the locale: that of the environment's variables, else that of the system; English if it is none of ours. */
export function localeLanguage(
  environment: Readonly<Record<string, string | undefined>>,
  system: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^fr(?:$|[-_.@])/i.test(LC_ALL || LC_MESSAGES || LANG || system) ? "fr" : "en";
}
