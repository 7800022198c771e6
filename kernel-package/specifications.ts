/** The specifications of kernels that Jupyter finds in a folder, and which of them lead to this package. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The name of this package, and so of the folder in which it is installed. */
export const PACKAGE = "neurones-kernel";

/** The path of the kernel's main program in the package. */
export const MAIN = ["dist", "src", "kernel", "main.js"];

/** The main program of the specification in a folder; empty for one without a program, undefined if there is none. */
export async function mainOf(folder: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, "kernel.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { argv } = JSON.parse(text) as { readonly argv?: readonly unknown[] };
    return typeof argv?.[1] === "string" ? argv[1] : "";
  } catch {
    return "";
  }
}

/** Whether a main program is that of a package `neurones-kernel`, of whatever version and place. */
export function isOurs(main: string): boolean {
  return main.replaceAll("\\", "/").endsWith(`/${PACKAGE}/${MAIN.join("/")}`);
}

/** The folder of the package to which a main program of ours belongs. */
export function homeOf(main: string): string {
  return main.slice(0, -path.join(path.sep, ...MAIN).length);
}

/** The main programs of all specifications in a folder of kernels. */
export async function mainsIn(kernels: string): Promise<ReadonlySet<string>> {
  const names = await readdir(kernels).catch(() => []);
  const mains = await Promise.all(names.map((name) => mainOf(path.join(kernels, name))));
  return new Set(mains.filter((main) => main !== undefined));
}
