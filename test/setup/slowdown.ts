/**
 * How busy the machine is: a test that holds something to a time limit multiplies the limit by this measure,
 * so that it judges the program and not the machine.
 */

/** Milliseconds of this process's own computation that one measure takes. */
const COMPUTED = 20;

/**
 * Milliseconds of waiting per millisecond of computing, at least 1: what a computation of 20 ms takes by the
 * clock now, divided by what it takes of the processor.
 */
export function slowdown(): number {
  const start = performance.now();
  const before = process.cpuUsage();
  let computed = 0;
  while (computed < COMPUTED) {
    const { user, system } = process.cpuUsage(before);
    computed = (user + system) / 1000;
  }
  return Math.max(1, (performance.now() - start) / computed);
}

/**
 * Runs a piece of a test that must end soon; gives its result, its milliseconds, and the limit that applies
 * to them.
 */
export async function timed<Result>(
  limit: number,
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly milliseconds: number; readonly limit: number }> {
  const before = slowdown();
  const start = performance.now();
  const result = await act();
  const milliseconds = performance.now() - start;
  return { result, milliseconds, limit: limit * Math.max(before, slowdown()) };
}
