/** A page cannot read files by their path. The twin for Node is `file-bytes.node.ts`. */
import { DataError } from "../errors/errors.js";

export function fileBytes(address: string): AsyncIterable<Uint8Array> {
  throw new DataError({
    argument: address,
    received: { fr: "un chemin de fichier, dans une page", en: "a path of a file, in a page" },
    expected: { fr: "une adresse http(s)://, ou un File", en: "an address http(s)://, or a File" },
    mend: {
      fr: "Donnez le fichier choisi par la personne : new tf.data.FileDataSource(fichier).",
      en: "Give the file that the person chose: new tf.data.FileDataSource(file).",
    },
  });
}
