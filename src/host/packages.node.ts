/**
 * The packages that only figures need, in Node: each is loaded when it is first used, since Observable Plot
 * alone takes as long to load as the rest of the engine. The twin for the browser is `packages.browser.ts`.
 */
import { createRequire } from "node:module";
import type * as ObservablePlot from "@observablehq/plot";
import type * as FastPng from "fast-png";

const require = createRequire(import.meta.url);

/** A proxy for a package's exports that loads the package when one of them is first read. */
function lazily<Package extends object>(name: string): Package {
  let loaded: Package | undefined;
  return new Proxy({} as Package, {
    get: (_, key) => Reflect.get((loaded ??= require(name) as Package), key),
  });
}

export const Plot = lazily<typeof ObservablePlot>("@observablehq/plot");
export const png = lazily<typeof FastPng>("fast-png");
