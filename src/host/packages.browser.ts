/** Packages that only figures need, in a browser: whoever bundles the engine decides when they load. The twin for Node is `packages.node.ts`. */
export * as Plot from "@observablehq/plot";
export * as png from "fast-png";
