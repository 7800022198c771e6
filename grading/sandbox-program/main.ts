/**
 * The program in the sandbox. It continues what its snapshot has prepared; where there is no snapshot, its compiler is a
 * thread, which reads all declarations.
 */
import { continuation } from "./continuation.js";

const prepared = continuation();
if (prepared !== undefined) await prepared();
else (await import("./serve.js")).serveSubmission();
