/** Sets the language of the checker's messages; TypeScript contains French translations. */
import { setLanguage, type Language } from "../../language/language.js";
import ts, { internals } from "./typescript.js";

/** Chooses the language of everything this thread says, the checker's findings included. */
export function speak(language: Language): void {
  setLanguage(language);
  // English is what the messages are written in: there is no file to load for it.
  if (language === "en") internals.setLocalizedDiagnosticMessages(undefined);
  else ts.validateLocaleAndSetLanguage(language, ts.sys);
}
