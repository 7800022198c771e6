/** All callbacks of a training: those that know the model alone, and those that draw. */
export * from "../model/callbacks/callbacks.js";
export { live, type LiveOptions } from "./live.js";
