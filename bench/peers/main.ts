/** `npm run bench:peers`: installs the peers. */
import { installPeers } from "./environment.js";

process.exitCode = await installPeers();
