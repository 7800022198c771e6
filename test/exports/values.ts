/**
 * Random arguments: good and bad values of a declared type, and values of any other type; the same in every
 * run.
 */
import ts from "typescript";
import * as neurones from "../../src/index.js";
import type { RandomStream } from "../../src/random/stream.js";
import type { Declarations } from "./declared.js";
import { byName, instances } from "./pools.js";

/** Numbers for a parameter of type number: usual ones, and those with which arithmetic fails. */
const NUMBERS: readonly number[] = [
  1,
  2,
  3,
  0,
  1,
  2,
  4,
  -1,
  0.5,
  1.5,
  -0.25,
  5e9,
  2 ** 53,
  NaN,
  Infinity,
  -Infinity,
];
const TEXTS: readonly string[] = ["a", "relu", "", "dense_1", "y", "é"];

/** Values of the wrong type for most parameters. */
const STRANGE: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => 0,
  () => -1,
  () => 1.5,
  () => NaN,
  () => "text",
  () => "",
  () => true,
  () => [],
  () => ({}),
  () => [1, 2],
  () => [[1], [2, 3]],
  () => ["a", "b"],
  () => [null],
  () => [undefined, 1],
  () => () => 1,
  () => Symbol("s"),
  () => 3n,
  () => new Date(0),
  () => new Map(),
  () => Promise.resolve(1),
  () => new Float32Array([1, 2]),
  () => neurones.ones([2, 3]),
  () => ({ shape: [2], data: [1, 2] }),
  () => [[]],
  () => ({ units: 2 }),
  () => 1e9,
];

export function pick<Value>(random: RandomStream, values: readonly Value[]): Value {
  return values[random.integer(values.length)];
}

/** Draws values of declared types. */
export class Values {
  private readonly checker: ts.TypeChecker;
  private readonly place: ts.Node;

  constructor({ checker, place }: Declarations) {
    this.checker = checker;
    this.place = place;
  }

  /** Arguments for a call, of the declared types; a mode replaces some of them by others. */
  arguments(
    signature: ts.Signature,
    path: string,
    random: RandomStream,
    mode: "declared" | "one strange" | "all strange" | "too few",
  ): unknown[] {
    const parameters = signature.getParameters();
    const given = parameters.flatMap((parameter) => {
      const declaration = parameter.valueDeclaration as ts.ParameterDeclaration | undefined;
      const type = this.checker.getTypeOfSymbolAtLocation(parameter, this.place);
      const named = parameter.name.startsWith("__") ? "options" : parameter.name;
      if (declaration?.dotDotDotToken !== undefined)
        return Array.from({ length: random.integer(3) }, () =>
          this.ofType(
            this.checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type,
            named,
            path,
            random,
            0,
          ),
        );
      if ((declaration?.questionToken ?? declaration?.initializer) !== undefined && random.uniform() < 0.4)
        return [undefined];
      return [this.ofType(type, named, path, random, 0)];
    });
    if (mode === "one strange" && given.length > 0)
      given[random.integer(given.length)] = pick(random, STRANGE)();
    if (mode === "all strange") return given.map(() => pick(random, STRANGE)());
    if (mode === "too few") return given.slice(0, random.integer(given.length + 1));
    return given;
  }

  private ofType(type: ts.Type, name: string, path: string, random: RandomStream, depth: number): unknown {
    const pool = byName(path, name);
    if (pool !== undefined && random.uniform() < 0.9) return pick(random, pool)(random);
    const { checker } = this;
    const { flags } = type;
    if (flags & ts.TypeFlags.TypeParameter) {
      const constraint = checker.getBaseConstraintOfType(type);
      return constraint === undefined || constraint === type
        ? pick(random, STRANGE)()
        : this.ofType(constraint, name, path, random, depth);
    }
    if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return undefined;
    if (flags & ts.TypeFlags.Null) return null;
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if (flags & ts.TypeFlags.BooleanLiteral) return checker.typeToString(type) === "true";
    if (flags & ts.TypeFlags.Boolean) return random.uniform() < 0.5;
    if (flags & ts.TypeFlags.Number) return pick(random, NUMBERS);
    if (flags & ts.TypeFlags.String) return pick(random, TEXTS);
    if (type.isUnion()) {
      const members =
        depth > 4 ? type.types.filter((each) => !(each.flags & ts.TypeFlags.Object)) : type.types;
      return this.ofType(
        pick(random, members.length > 0 ? members : type.types),
        name,
        path,
        random,
        depth + 1,
      );
    }
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never) || depth > 7)
      return pick(random, STRANGE)();
    return this.ofObject(type, name, path, random, depth);
  }

  private ofObject(type: ts.Type, name: string, path: string, random: RandomStream, depth: number): unknown {
    const { checker } = this;
    const made = instances[type.symbol?.name ?? ""];
    if (made !== undefined) return made(random);
    const next = (inner: ts.Type, innerName = name) => this.ofType(inner, innerName, path, random, depth + 1);
    if (checker.isTupleType(type))
      return checker.getTypeArguments(type as ts.TypeReference).map((each) => next(each));
    const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (item !== undefined)
      return Array.from({ length: pick(random, [0, 1, 2, 2, 3, 3, 4]) }, () => next(item));
    const [call] = type.getCallSignatures();
    if (call !== undefined) return () => next(checker.getReturnTypeOfSignature(call));
    const entry = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (entry !== undefined && checker.getPropertiesOfType(type).length === 0)
      return Object.fromEntries(["a", "b"].slice(0, 1 + random.integer(2)).map((key) => [key, next(entry)]));
    return Object.fromEntries(
      checker.getPropertiesOfType(type).flatMap((property) => {
        if (property.flags & ts.SymbolFlags.Optional && random.uniform() < 0.6) return [];
        return [
          [property.name, next(checker.getTypeOfSymbolAtLocation(property, this.place), property.name)],
        ];
      }),
    );
  }
}
