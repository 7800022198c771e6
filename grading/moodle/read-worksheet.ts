/** Reads the file of a worksheet; its bytes are kept, so it must be the text that Moodle wrote. */
import { readFile } from "node:fs/promises";
import { SetUpError } from "../../system/set-up-error.js";
import { missingFile } from "../missing-file.js";
import { Worksheet } from "./worksheet.js";

/** Throws `SetUpError` if there is no such file, or if it is no worksheet. */
export async function readWorksheet(file: string): Promise<Worksheet> {
  const bytes = await readFile(file).catch(() => {
    throw missingFile(file);
  });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SetUpError({
      fr: `« ${file} » n’est pas en UTF-8 : un tableur l’a sans doute enregistrée autrement. Téléchargez la feuille de nouveau dans Moodle, sans l’ouvrir.`,
      en: `“${file}” is not UTF-8: a spreadsheet has probably saved it otherwise. Download the worksheet from Moodle again, without opening it.`,
    });
  }
  return Worksheet.read(text, file);
}
