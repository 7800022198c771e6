/** Helpers for tests of the errors that a learner sees. */
import assert from "node:assert/strict";
import { ArgumentError } from "../../src/errors/errors.js";
import { setLanguage } from "../../src/language/language.js";

export type Kind = new (...args: never[]) => ArgumentError;

export interface Fields {
  readonly where?: string;
  readonly argument?: string;
  readonly received?: RegExp;
  readonly expected?: RegExp;
  readonly mend?: RegExp;
}

/**
 * For `assert.throws` and `assert.rejects`: checks the given fields of the error, and that no field is empty.
 */
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

/** Asserts that the call, synchronous or asynchronous, fails with this error. */
export async function refused(
  call: () => unknown,
  fields: Fields,
  kind: Kind = ArgumentError,
): Promise<void> {
  await assert.rejects(async () => call(), complains(kind, fields));
}

/** A call that must fail, with its description and the fields of its error. */
export type RefusedCall = readonly [what: string, call: () => unknown, fields: Fields];

/**
 * Defines a test for each call: it must fail with these fields in French, and with an error in English too.
 */
export function refusesEach(calls: readonly RefusedCall[]): void {
  afterEach(() => setLanguage("fr"));
  for (const [what, call, fields] of calls) {
    it(what, () => {
      assert.throws(call, complains(ArgumentError, fields));
      setLanguage("en");
      assert.throws(call, /received .*, expected /s);
    });
  }
}
