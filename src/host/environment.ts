/** Variables that stand in for environment variables where there are none. */
let provided: Readonly<Record<string, string>> = {};

/** Sets the variables of a place without an environment, such as a browser. */
export function provideEnvironment(variables: Readonly<Record<string, string>>): void {
  provided = variables;
}

/** The value of an environment variable. */
export function environmentVariable(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Readonly<Record<string, string | undefined>> } };
  return provided[name] ?? process?.env?.[name];
}

/** Whether an environment variable is set to a value other than "0" and "false". */
export function isSwitchedOn(name: string): boolean {
  return !["", "0", "false", undefined].includes(environmentVariable(name));
}
