/** `npm run bench:peers`. */
import { installPeers } from "./environment.js";

process.exitCode = await installPeers();
