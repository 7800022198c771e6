/** The runner's process: `node process.js LANGUAGE`, started by the kernel in the notebook's folder. */
import { setLanguage, type Language } from "../../language/language.js";
import { loadIntoRealm } from "./realm.js";

setLanguage(process.argv[2] as Language);
// What cells see is a program without arguments, and what they start gets none of ours.
process.argv.length = 1;
process.execArgv = [];
// That modules of `vm` and `require` of an ES module are experimental is nothing to a learner.
process.removeAllListeners("warning");
// Outside of synchronous code, which `vm` watches, the signal has nothing to end.
process.on("SIGINT", () => undefined);
await loadIntoRealm(new URL("./process-service.js", import.meta.url));
