/**
 * How long the kernel keeps a compiler of which nothing is asked: the variable `NEURONES_COMPILER_IDLE`, in seconds; 0
 * keeps it for ever. A server for a class sets it low (`hub/`).
 */

/** Ten minutes: who is away so long can wait half a second on return. */
const USUAL_SECONDS = 600;
/** The longest time of a timer. */
const MOST_SECONDS = (2 ** 31 - 1) / 1000;

/** Milliseconds, or undefined if the compiler stays. Anything but a number of seconds counts as the usual time. */
export function compilerRest(asked = process.env["NEURONES_COMPILER_IDLE"]): number | undefined {
  const seconds = asked === undefined || asked.trim() === "" ? USUAL_SECONDS : Number(asked);
  if (seconds === 0) return undefined;
  return 1000 * (seconds > 0 && seconds <= MOST_SECONDS ? seconds : USUAL_SECONDS);
}
