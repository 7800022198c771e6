/**
 * The public API: all that a notebook imports comes from "neurones", and only this file decides what is public.
 */
export { setLanguage, type Language } from "./language/language.js";
export {
  ArgumentError,
  DataError,
  NeuronesError,
  NumericError,
  ShapeError,
  StateError,
  type Complaint,
} from "./errors/errors.js";
export * as plots from "./plots/plots.js";
export * as exercises from "./exercises/exercises.js";
