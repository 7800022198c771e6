/** The values that the debugger shows: each in a line of text, and its members once somebody opens it. */
import type { Debugger, Runtime } from "node:inspector";
import { say } from "../../language/language.js";
import { SUPPORT, type Described } from "../debug-support.js";
import type { Inspector, Property } from "./inspector.js";
import { RequestError, type Variable } from "./protocol.js";

/** The inspector keeps the objects of this group until the debugger has no more use for them. */
const GROUP = "neurones";

/** How many elements of a list are shown at once. */
const MOST_ELEMENTS = 100;

/** Something that can be opened: a scope, an object, or a part of a list. */
export interface Opened {
  list(start?: number, count?: number): Promise<Variable[]>;
  /** Sets one of its variables; undefined if that is impossible. */
  readonly set?: (name: string, value: Runtime.RemoteObject) => Promise<void>;
}

/** A value with its name. */
export interface Named {
  readonly name: string;
  readonly value: Runtime.RemoteObject;
}

/** The TypeScript types of variables, as far as they are known. */
export type Types = Readonly<Record<string, string>>;

export class Values {
  private readonly opened = new Map<number, Opened>();
  private lastReference = 0;
  /** How often what could be opened was forgotten. */
  private clearings = 0;
  private support: Promise<string> | undefined;
  /** Set for front ends that show a variable's type in the place of its value: then the type ends in the value. */
  hasValueInType = false;

  /** The frames that the inspector holds now. */
  private held: ReadonlySet<Debugger.CallFrame> = new Set();

  constructor(private readonly inspector: Inspector) {}

  /** The code is held, with these frames. */
  hold(calls: readonly Debugger.CallFrame[]): void {
    this.held = new Set(calls);
  }

  /** Forgets what could be opened so far: the values may have changed. */
  clear(): void {
    this.clearings++;
    this.held = new Set();
    if (this.opened.size === 0) return;
    this.opened.clear();
    void this.inspector
      .post("Runtime.releaseObjectGroup", { objectGroup: GROUP })
      .catch(() => undefined /* The runner has ended, and the objects with it. */);
  }

  /** The runner has ended, or the connection to it. */
  reset(): void {
    this.clearings++;
    this.held = new Set();
    this.opened.clear();
    this.support = undefined;
  }

  /** Makes a list, or something else `instead` if its values were forgotten meanwhile. */
  async unlessCleared<Listed>(list: () => Promise<Listed>, instead: () => Promise<Listed>): Promise<Listed> {
    const { clearings } = this;
    try {
      return await list();
    } catch (error) {
      if (clearings === this.clearings) throw error;
      return await instead();
    }
  }

  get(reference: number): Opened | undefined {
    return this.opened.get(reference);
  }

  /** Makes something that can be opened; returns its number. */
  add(opened: Opened): number {
    this.opened.set(++this.lastReference, opened);
    return this.lastReference;
  }

  /** Evaluates JavaScript while nothing is held, or outside of the frames that are. */
  async evaluate(expression: string): Promise<Runtime.EvaluateReturnType> {
    return await this.inspector.post("Runtime.evaluate", { expression, objectGroup: GROUP, silent: true });
  }

  /**
   * What a promise settles to. Rejects if code is held. This is a command of its own, since one that runs code and waits
   * would let none after it pass (`runner/inspector-link.ts`).
   */
  async settled(
    { objectId: promiseObjectId = "" }: Runtime.RemoteObject,
    { returnByValue = false } = {},
  ): Promise<Runtime.AwaitPromiseReturnType> {
    return await this.inspector.post("Runtime.awaitPromise", { promiseObjectId, returnByValue });
  }

  /**
   * Evaluates JavaScript in a frame that is held. Throws a `RequestError` if the code has gone on: the inspector gives the
   * frames of the next stop the same identifiers.
   */
  async evaluateIn(
    call: Debugger.CallFrame,
    expression: string,
  ): Promise<Debugger.EvaluateOnCallFrameReturnType> {
    if (!this.held.has(call))
      throw new RequestError(
        say({ fr: "l'exécution a continué depuis", en: "the code has continued since" }),
      );
    const { callFrameId } = call;
    return await this.inspector.post("Debugger.evaluateOnCallFrame", {
      callFrameId,
      expression,
      objectGroup: GROUP,
      silent: true,
    });
  }

  /** Calls a function of the support with these values. */
  async call(
    name: string,
    values: readonly Runtime.CallArgument[],
    options: { readonly returnByValue?: boolean } = {},
  ): Promise<Runtime.CallFunctionOnReturnType> {
    return await this.inspector.post("Runtime.callFunctionOn", {
      functionDeclaration: `function (...values) { return this.${name}(...values); }`,
      objectId: await this.supportId(),
      arguments: [...values],
      objectGroup: GROUP,
      silent: true,
      ...options,
    });
  }

  /** Shows values as variables. */
  async show(
    values: readonly Named[],
    types: Types = {},
    nameIn?: (name: string) => string,
  ): Promise<Variable[]> {
    if (values.length === 0) return [];
    const described = await this.describe(values.map(({ value }) => value));
    return values.map(({ name, value }, index): Variable => {
      const { text, type, isOpen, length } = described[index]!;
      const isList = length !== undefined;
      const opened = isList ? this.elements(value, length) : this.members(value);
      return {
        name,
        value: text,
        type: this.typeText(types[name] ?? type, text, value.type === "function"),
        variablesReference: isOpen ? this.add(opened) : 0,
        ...(isList && length > MOST_ELEMENTS && { indexedVariables: length }),
        ...(nameIn !== undefined && { evaluateName: nameIn(name) }),
      };
    });
  }

  private typeText(type: string, value: string, isFunction: boolean): string {
    return this.hasValueInType && !isFunction ? `${type} = ${value}` : type;
  }

  /** The members of an object, each with its value. */
  async properties(objectId: string): Promise<Named[]> {
    const { result, privateProperties = [] } = await this.inspector.post("Runtime.getProperties", {
      objectId,
      ownProperties: true,
    });
    const shown: readonly Property[] = [...(result as readonly Property[]), ...privateProperties];
    return shown.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]));
  }

  /** The variables of the session that have a value: data first, then functions and classes. */
  async session(): Promise<Named[]> {
    const { result } = await this.call("values", []);
    if (result.objectId === undefined) return [];
    const all = await this.properties(result.objectId);
    const isCode = ({ value }: Named): boolean => value.type === "function";
    return [...all.filter((one) => !isCode(one)), ...all.filter(isCode)];
  }

  private async describe(values: readonly Runtime.RemoteObject[]): Promise<Described[]> {
    const { result } = await this.call("describe", values.map(argumentOf), { returnByValue: true });
    return result.value as Described[];
  }

  private members(object: Runtime.RemoteObject): Opened {
    return {
      list: async () =>
        object.objectId === undefined ? [] : this.show(await this.properties(object.objectId)),
      set: async (name, value) => this.setMember(object, name, value),
    };
  }

  /** The elements of a list from `first` on: some of them, and the rest as a part that can be opened. */
  private elements(list: Runtime.RemoteObject, length: number, first = 0): Opened {
    return {
      list: async (start = first, count = MOST_ELEMENTS) => {
        const amount = Math.max(0, Math.min(count || MOST_ELEMENTS, length - start));
        const { result } = await this.call("elements", [
          argumentOf(list),
          { value: start },
          { value: amount },
        ]);
        if (result.objectId === undefined) return [];
        const shown = await this.show(await this.properties(result.objectId));
        const next = start + amount;
        if (next >= length) return shown;
        const rest: Variable = {
          name: `[${next} … ${length - 1}]`,
          value: "…",
          type: "",
          variablesReference: this.add(this.elements(list, length, next)),
        };
        return [...shown, rest];
      },
      set: async (name, value) => this.setMember(list, name, value),
    };
  }

  private async setMember(
    object: Runtime.RemoteObject,
    name: string,
    value: Runtime.RemoteObject,
  ): Promise<void> {
    await this.inspector.post("Runtime.callFunctionOn", {
      functionDeclaration: "function (name, value) { this[name] = value; }",
      ...(object.objectId !== undefined && { objectId: object.objectId }),
      arguments: [{ value: name }, argumentOf(value)],
      silent: true,
    });
  }

  private supportId(): Promise<string> {
    this.support ??= this.inspector
      .post("Runtime.evaluate", { expression: SUPPORT, silent: true })
      .then(({ result }) => result.objectId ?? "");
    return this.support;
  }
}

/** A value of the inspector as an argument of a call. */
export function argumentOf({ objectId, unserializableValue, value }: RemoteObject): Runtime.CallArgument {
  if (objectId !== undefined) return { objectId };
  if (unserializableValue !== undefined) return { unserializableValue };
  return { value: value as unknown };
}

type RemoteObject = Runtime.RemoteObject;

/** What an evaluation has thrown, in words. */
export function thrownText({ text, exception }: Runtime.ExceptionDetails): string {
  return exception?.description?.split("\n    at ")[0] ?? exception?.value?.toString() ?? text;
}
