/** The runner's process: the kernel starts it as `node process.js LANGUAGE CHECKS` in the notebook's folder. */
import { setLanguage, type Language } from "../../language/language.js";
import type { Checks } from "../checks.js";
import { loadIntoRealm } from "./realm.js";
import type * as Service from "./service.js";

const [, , language, checks] = process.argv;
setLanguage(language as Language);
// To a cell the process looks like a program without arguments, and worker threads that it starts inherit
// none of ours.
process.argv.length = 1;
process.execArgv = [];
// Node warns that `vm` modules and `require` of an ES module are experimental; a learner can do nothing about
// it.
process.removeAllListeners("warning");
// `vm` handles SIGINT while synchronous code runs. At other times the signal must not end the process.
process.on("SIGINT", () => undefined);
const { serveProcess } = (await loadIntoRealm(new URL("./service.js", import.meta.url))) as typeof Service;
serveProcess(checks as Checks);
