/** Finds npm's own program: it can be started without a shell, which Windows' `npm.cmd` cannot. */
import { existsSync } from "node:fs";
import path from "node:path";

/** npm's program below a folder that holds Node or the command `npm`, as Windows and other systems have it. */
const PLACES = [
  ["node_modules", "npm", "bin", "npm-cli.js"],
  ["..", "lib", "node_modules", "npm", "bin", "npm-cli.js"],
];

/** Where npm is looked for. */
export interface NpmSearch {
  readonly platform: NodeJS.Platform;
  /** The Node that runs this. */
  readonly node: string;
  /** The search path of programs. */
  readonly searchPath: string;
  readonly exists: (file: string) => boolean;
}

const HERE: NpmSearch = {
  platform: process.platform,
  node: process.execPath,
  searchPath: process.env["PATH"] ?? "",
  exists: existsSync,
};

/**
 * The program and first words of a command of npm: of the one that came with the Node that runs this, else of one on the
 * search path.
 */
export function npmCommand(search = HERE): readonly [program: string, ...words: string[]] {
  const { platform, node, searchPath, exists } = search;
  const { dirname, join, delimiter } = platform === "win32" ? path.win32 : path.posix;
  const folders = [dirname(node), ...searchPath.split(delimiter)].filter((folder) => folder !== "");
  const program = folders.flatMap((folder) => PLACES.map((place) => join(folder, ...place))).find(exists);
  return program === undefined ? ["npm"] : [node, program];
}
