/** The error for a file or folder that an instructor names and that is not there. */
import { verbatim } from "../src/language/language.js";
import { SetUpError } from "../system/set-up-error.js";

export function missingFile(file: string): SetUpError {
  return new SetUpError({
    fr: `« ${verbatim(file)} » n’existe pas.`,
    en: `“${verbatim(file)}” does not exist.`,
  });
}
