/** Folders on disk. The twin for the browser is `folder.browser.ts`. */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { DataError } from "../errors/errors.js";
import type { Folder } from "./folder.js";
import { writeAside } from "./write-aside.node.js";

/**
 * @param where a path, relative to the current folder; the prefix "file://", as in TensorFlow.js, is allowed
 */
export function openFolder(where: string): Folder {
  const folder = path.resolve(where.replace(/^file:\/\//, ""));
  const file = (name: string) => path.join(folder, name);
  return {
    path: folder,
    read: (name) =>
      readFile(file(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
        throw failed(file(name), error);
      }),
    write: (name, content) =>
      writeAside(file(name), content).catch((error: NodeJS.ErrnoException) => {
        throw failed(file(name), error);
      }),
    remove: (name) => rm(file(name), { force: true }),
  };
}

function failed(file: string, { code, message }: NodeJS.ErrnoException): DataError {
  return new DataError({
    argument: file,
    received: code ?? message,
    expected: { fr: "un fichier qu’on peut lire et écrire", en: "a file that can be read and written" },
    mend: {
      fr: "Vérifiez le chemin, les droits et la place sur le disque.",
      en: "Check the path, the permissions and the space on the disk.",
    },
  });
}
