/** Finds npm: the one that came with the Node that runs this, else the one on the search path. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** npm's program below the folder of Node's, as installations of Node have it on Windows and elsewhere. */
const PLACES = [
  ["node_modules", "npm", "bin", "npm-cli.js"],
  ["..", "lib", "node_modules", "npm", "bin", "npm-cli.js"],
];

/** The program and first words of a command of npm. */
export function npmCommand(node: string = process.execPath): readonly [program: string, ...words: string[]] {
  const program = PLACES.map((place) => join(dirname(node), ...place)).find((file) => existsSync(file));
  if (program !== undefined) return [node, program];
  return process.platform === "win32" ? ["cmd.exe", "/d", "/c", "npm.cmd"] : ["npm"];
}
