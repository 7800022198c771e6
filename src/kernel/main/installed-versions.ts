/** The versions of this package and of its compiler, as they are installed in Node. */
import { createRequire } from "node:module";
import type { Versions } from "./kernel-info.js";

const require = createRequire(import.meta.url);
const { version: neurones } = require("neurones/package.json") as { version: string };
// The version is read from package.json: loading the compiler would take some 100 MB of this process's
// memory.
const { version: typescript } = require("typescript/package.json") as { version: string };

export const INSTALLED_VERSIONS: Versions = {
  neurones,
  typescript,
  host: `Node ${process.versions.node}`,
};
