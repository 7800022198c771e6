/** The program in the sandbox where there is no snapshot: its compiler is a thread, which reads all declarations. */
import { serveSubmission } from "./serve.js";

serveSubmission();
