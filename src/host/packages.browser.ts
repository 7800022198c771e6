/**
 * The packages that only figures need, in a browser: the bundle of the page decides when they are loaded. The
 * twin for Node is `packages.node.ts`.
 */
export * as Plot from "@observablehq/plot";
export * as png from "fast-png";
