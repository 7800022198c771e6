/** TypeScript's access to files, over files that are held in memory and never change. */
import type ts from "typescript";

/** Where TypeScript believes that it lies: its libraries are beside it. */
const COMPILER = "/node_modules/typescript/lib/typescript.js";

/** A system with these files: the text of each by its absolute path. */
export function createSystem(texts: Readonly<Record<string, string>>): ts.System {
  const files = new Map(Object.entries(texts));
  const folders = new Map<string, Set<string>>();
  for (const file of files.keys()) addToFolders(file, folders);
  const nothing = (): never => {
    throw new Error("these files cannot be changed");
  };
  return {
    args: [],
    newLine: "\n",
    useCaseSensitiveFileNames: true,
    write: () => undefined,
    readFile: (file) => files.get(file),
    fileExists: (file) => files.has(file),
    directoryExists: (folder) => folders.has(withoutSlash(folder)),
    getDirectories: (folder) =>
      [...(folders.get(withoutSlash(folder)) ?? [])].filter((name) =>
        folders.has(`${withoutSlash(folder)}/${name}`),
      ),
    readDirectory: (folder) => {
      const start = `${withoutSlash(folder)}/`;
      return [...files.keys()].filter((file) => file.startsWith(start));
    },
    resolvePath: (path) => path,
    realpath: (path) => path,
    getCurrentDirectory: () => "/",
    getExecutingFilePath: () => COMPILER,
    writeFile: nothing,
    createDirectory: nothing,
    exit: nothing,
  };
}

/** Enters a file, and each folder above it, into the folder that contains it. */
function addToFolders(path: string, folders: Map<string, Set<string>>): void {
  const at = path.lastIndexOf("/");
  if (at < 0) return;
  const folder = path.slice(0, at);
  const names = folders.get(folder);
  if (names !== undefined) return void names.add(path.slice(at + 1));
  folders.set(folder, new Set([path.slice(at + 1)]));
  addToFolders(folder, folders);
}

function withoutSlash(folder: string): string {
  return folder.replace(/\/$/, "");
}
