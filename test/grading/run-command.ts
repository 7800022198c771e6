/**
 * A program that runs one grading command without the set-up that `npm run` does first: quick to start, and to be ended at any
 * place.
 */
import { collect } from "../../grading/commands/collect.js";
import { feedback } from "../../grading/commands/feedback.js";
import { grade } from "../../grading/commands/grade.js";
import { grades } from "../../grading/commands/grades.js";
import { release } from "../../grading/commands/release.js";
import { layoutOf } from "../../system/layout.js";
import { ROOT } from "../setup/clone.js";

const COMMANDS = { release, collect, grade, feedback, grades };

const [name, ...args] = process.argv.slice(2);
const command = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
if (command === undefined) throw new Error(`unknown command: ${name}`);
if (args.includes("--json")) process.stdout.write = process.stderr.write.bind(process.stderr);
process.exitCode = await command(layoutOf(ROOT), args);
