/** The value of an environment variable; a browser has none. */
function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  return process?.env?.[name];
}

/** Whether an environment variable is set to a value other than "0" and "false". */
export function isSwitchedOn(name: string): boolean {
  return !["", "0", "false", undefined].includes(environmentVariable(name));
}
