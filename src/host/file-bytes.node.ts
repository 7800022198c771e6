/** The bytes of a file, piece by piece, in Node. The twin for the browser is `file-bytes.browser.ts`. */
import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { DataError } from "../errors/errors.js";

/** @param address a path, with or without "file://" */
export async function* fileBytes(address: string): AsyncGenerator<Uint8Array> {
  const path = address.startsWith("file:///") ? fileURLToPath(address) : address.replace(/^file:\/\//, "");
  try {
    for await (const piece of createReadStream(path)) yield piece as Uint8Array;
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    throw new DataError({
      argument: path,
      received: String(error.code),
      expected: { fr: "un fichier qu’on peut lire", en: "a file that can be read" },
      mend: { fr: "Vérifiez le chemin et les droits.", en: "Check the path and the permissions." },
    });
  }
}
