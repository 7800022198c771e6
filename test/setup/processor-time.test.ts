/** The processor time of jobs, of programs that compute for a known time. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ProcessorTimes } from "../../commands/testing/processor-time.js";

/** Seconds that each program computes, and that starting Node may add. */
const COMPUTED = 1;
const STARTING = 1;

/** Statements that compute so long. */
const COMPUTE = `const computed = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
  while (computed() < ${COMPUTED}) for (let i = 0; i < 1e6; i++) Math.random();`;

/** A program that computes in a helper, which outlives the shell that has started it and is ended a while later. */
const HAS_COMPUTED = `const { spawn } = require("node:child_process");
  const helper = ${JSON.stringify(`${COMPUTE} console.log(process.pid); setInterval(() => {}, 1000);`)};
  const shell = spawn("sh", ["-c", '"$0" -e "$1" & wait', process.execPath, helper]);
  shell.stdout.once("data", (pid) => setTimeout(() => {
    shell.kill("SIGKILL");
    shell.once("close", () => process.exit());
    process.kill(Number(pid));
  }, 3000));`;

describe("the processor time of jobs", function () {
  let times: ProcessorTimes | undefined;
  beforeEach(function () {
    times = ProcessorTimes.start();
    if (times === undefined) this.skip();
  });
  afterEach(() => times?.stop());

  const secondsOf = async (program: string): Promise<number> => {
    const child = spawn(process.execPath, ["-e", program]);
    times!.follow(child.pid!);
    await once(child, "exit");
    return times!.secondsOf(child.pid!);
  };
  const assertNear = (seconds: number): void =>
    assert.ok(seconds >= COMPUTED && seconds < COMPUTED + STARTING, `${seconds} s`);

  it("is that of a program", async () => assertNear(await secondsOf(COMPUTE)));

  it("contains that of a program whose parent was ended before it", async () =>
    assertNear(await secondsOf(HAS_COMPUTED)));

  it("is each job's own", async () => {
    const [one, other] = await Promise.all([secondsOf(COMPUTE), secondsOf("1 + 1")]);
    assertNear(one);
    assert.ok(other < STARTING, `${other} s`);
  });
});
