/** Offers the fast engine to every model; nothing is read or compiled before the first one wants it. */
import { registerEngine } from "../model/training-engine.js";
import { fastEngine } from "./fast-engine.js";

registerEngine(fastEngine);
