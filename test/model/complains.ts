/** Checks the fields of an error that a learner meets. */
import assert from "node:assert/strict";
import { ArgumentError } from "../../src/errors/errors.js";

export type Kind = new (...args: never[]) => ArgumentError;

export interface Fields {
  readonly where?: string;
  readonly argument?: string;
  readonly received?: RegExp;
  readonly expected?: RegExp;
  readonly mend?: RegExp;
}

/** For `assert.throws` and `assert.rejects`; every field must say something, these what they are to say. */
export function complains(kind: Kind, { where, argument, received, expected, mend }: Fields) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof kind, String(error));
    if (where !== undefined) assert.equal(error.where, where);
    if (argument !== undefined) assert.equal(error.argument, argument);
    if (received !== undefined) assert.match(error.received, received);
    if (expected !== undefined) assert.match(error.expected, expected);
    if (mend !== undefined) assert.match(error.mend, mend);
    for (const field of [error.argument, error.received, error.expected, error.mend])
      assert.notEqual(field, "", error.message);
    return true;
  };
}

/** The call, synchronous or not, must end in an error of this kind. */
export async function refused(
  call: () => unknown,
  fields: Fields,
  kind: Kind = ArgumentError,
): Promise<void> {
  await assert.rejects(async () => call(), complains(kind, fields));
}
