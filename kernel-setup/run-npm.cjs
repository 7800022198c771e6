/** Runs the learner's npm while nothing is compiled yet. */
"use strict";

const shown = require("./run-shown.cjs");

/** How a package is fetched: what npm has kept is not asked for again, and a failure ends within a minute. */
const OPTIONS = [
  "--prefer-offline",
  "--fetch-retries=3",
  "--fetch-retry-mintimeout=1000",
  "--fetch-retry-maxtimeout=8000",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/**
 * Runs the npm that started this process, else the one on the PATH (on Windows a batch file, which needs a shell);
 * resolves to { ok, output }.
 *
 * @param folder the folder in which npm works
 * @param options { quiet, timeout }: true to show no output; milliseconds after which npm is ended
 */
function run(args, folder, options) {
  const quiet = options !== undefined && options.quiet === true;
  const spawned = { cwd: folder, timeout: options === undefined ? undefined : options.timeout };
  const script = process.env.npm_execpath;
  // Debian's npm works only with Debian's Node, which may be another than the one that runs this.
  const node = process.env.npm_node_execpath || process.execPath;
  if (script && /npm-cli\.c?js$/.test(script)) return shown.run(node, [script].concat(args), spawned, quiet);
  return shown.run("npm", args, Object.assign(spawned, { shell: process.platform === "win32" }), quiet);
}

module.exports = { OPTIONS, run };
