/**
 * The process that reads students' files: whatever a file does to it, it can be ended alone. It answers each message, a
 * file's bytes, with what `normalise` makes of it.
 */
import { normalise } from "./normalise.js";

process.on("message", (content: Uint8Array) => process.send?.(normalise(content)));
process.on("disconnect", () => process.exit(0));
