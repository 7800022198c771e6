/** The versions of this package and of its compiler, as they are installed in Node. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inPackage } from "../compiler/installation.node.js";
import type { Versions } from "./kernel-info.js";

// The version is read from package.json: loading the compiler would take some 100 MB of this process's
// memory.
const typescript = createRequire(import.meta.url).resolve("typescript/package.json");

export const INSTALLED_VERSIONS: Versions = {
  neurones: versionIn(inPackage("package.json")),
  typescript: versionIn(typescript),
  host: `Node ${process.versions.node}`,
};

function versionIn(file: string): string {
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
}
