/** The variables that whoever starts the program may set; a browser has none. */
function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  return process?.env?.[name];
}

/** Whether a variable that is a switch is on: set, and neither 0 nor false. */
export function isSwitchedOn(name: string): boolean {
  return !["", "0", "false", undefined].includes(environmentVariable(name));
}
