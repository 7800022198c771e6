/** The variables that a frame sees: its own, those of the functions around it, and those of the notebook. */
import type { Debugger, Runtime } from "node:inspector";
import { say } from "../../language/language.js";
import { isIdentifierName } from "../identifiers.js";
import type { Inspector } from "./inspector.js";
import type { Frame, Pause } from "./pause.js";
import type { Variable } from "./protocol.js";
import { LINES_BEFORE } from "./script.js";
import { argumentOf, type Named, type Types, type Values } from "./values.js";

/** A scope in the form of the protocol. */
export interface ToldScope {
  readonly name: string;
  readonly presentationHint?: "locals";
  readonly variablesReference: number;
  readonly expensive: boolean;
}

interface Layer {
  /** The position of the scope in the frame's chain. */
  readonly number: number;
  readonly scope: Debugger.Scope;
}

/** A name that no code of a person has. */
const READ = "variables$read$by$the$debugger";

/** The kinds of scopes whose variables the source declares. */
const DECLARING = new Set(["local", "block", "catch", "closure", "eval"]);

export class Scopes {
  constructor(
    private readonly inspector: Inspector,
    private readonly values: Values,
  ) {}

  /** The scopes of a frame, the innermost first. `types` are those of the names that it sees. */
  async of(pause: Pause, frame: Frame, types: Types): Promise<ToldScope[]> {
    const inner = layersOf(frame).filter(({ scope }) => !isOuter(frame, scope));
    const outer = frame.script.isCell ? [] : layersOf(frame).filter(({ scope }) => isOuter(frame, scope));
    const own = inner.findIndex(({ scope }) => scope.type === "local");
    const local = frame.isTop ? inner : inner.slice(0, own + 1);
    const around = frame.isTop ? [] : inner.slice(own + 1);
    const scopes: ToldScope[] = [];
    const add = (name: string, layers: readonly Layer[], extra: readonly Named[] = []): void => {
      if (layers.length + extra.length > 0) scopes.push(this.told(name, pause, frame, layers, extra, types));
    };
    add(say({ fr: "Variables locales", en: "Locals" }), local, extrasOf(pause, frame));
    if (await this.hasVariables(frame, around))
      add(say({ fr: "Fonctions englobantes", en: "Closure" }), around);
    add(say({ fr: "Module", en: "Module" }), outer);
    scopes.push({
      name: say({ fr: "Variables du notebook", en: "Notebook" }),
      variablesReference: this.session(types, frame),
      expensive: false,
    });
    return scopes;
  }

  /** The variables of the session as a scope, seen from a frame or while nothing is held; returns its number. */
  session(types: Types, frame?: Frame): number {
    return this.values.add({
      list: async () => await this.values.show(await this.values.session(), types, (name) => name),
      set: async (name, value) => {
        await this.values.call("assign", [{ value: name }, argumentOf(value)]);
        // A cell reads its own constants as variables of its function: such a one gets the new value, too.
        if (frame?.script.isCell === true && frame.isTop)
          await this.assignIn(frame, layersOf(frame), name, value);
      },
    });
  }

  /** Assigns a variable of the first of these scopes that has it. */
  private async assignIn(
    frame: Frame,
    layers: readonly Layer[],
    variableName: string,
    value: Runtime.RemoteObject,
  ): Promise<void> {
    const scopeNumber = (await this.namedIn(frame, layers)).get(variableName)?.number;
    if (scopeNumber === undefined) return;
    const { callFrameId } = frame.call;
    const newValue = argumentOf(value);
    await this.inspector.post("Debugger.setVariableValue", {
      scopeNumber,
      variableName,
      newValue,
      callFrameId,
    });
  }

  private told(
    name: string,
    pause: Pause,
    frame: Frame,
    layers: readonly Layer[],
    extra: readonly Named[],
    types: Types,
  ): ToldScope {
    const variablesReference = this.values.add({
      list: async (): Promise<Variable[]> => {
        const named = [...(await this.namedIn(frame, layers)).values()];
        const isInnermost = layers[0]?.number === 0;
        const shown = pause.isChanged && isInnermost ? await this.presentValues(frame, named) : named;
        return await this.values.show([...extra, ...shown], types, (one) => one);
      },
      set: async (variableName, value) => {
        await this.assignIn(frame, layers, variableName, value);
      },
    });
    return { name, presentationHint: "locals", variablesReference, expensive: false };
  }

  /** The inspector keeps a function's own variables as they were when it stopped: here they are read in the frame. */
  private async presentValues(frame: Frame, variables: readonly Named[]): Promise<readonly Named[]> {
    const reads = variables.map(({ name }) => `try { ${READ}.${name} = ${name}; } catch {}`);
    const code = `(() => { const ${READ} = { __proto__: null }; ${reads.join(" ")} return ${READ}; })()`;
    const { result } = await this.values.evaluateIn(frame.call, code);
    if (result.objectId === undefined) return variables;
    const present = new Map(
      (await this.values.properties(result.objectId)).map(({ name, value }) => [name, value]),
    );
    return variables.map(({ name, value }) => ({ name, value: present.get(name) ?? value }));
  }

  private async hasVariables(frame: Frame, layers: readonly Layer[]): Promise<boolean> {
    return (await this.namedIn(frame, layers)).size > 0;
  }

  /** The variables of some scopes that the source names; an inner one hides an outer one. */
  private async namedIn(
    frame: Frame,
    layers: readonly Layer[],
  ): Promise<Map<string, Named & { readonly number: number }>> {
    const found = new Map<string, Named & { readonly number: number }>();
    for (const { number, scope } of layers) {
      if (scope.object.objectId === undefined) continue;
      for (const named of await this.values.properties(scope.object.objectId))
        if (!found.has(named.name) && isInSource(frame, named.name))
          found.set(named.name, { ...named, number });
    }
    return found;
  }
}

function layersOf({ call }: Frame): Layer[] {
  return call.scopeChain
    .map((scope, number) => ({ scope, number }))
    .filter(({ scope }) => DECLARING.has(scope.type));
}

/** Whether a scope is that of the whole cell or file, or one around it. */
function isOuter({ script }: Frame, { startLocation, type }: Debugger.Scope): boolean {
  if (startLocation === undefined) return type === "closure";
  return startLocation.lineNumber < (script.isCompiled ? LINES_BEFORE : 1);
}

/** Compiled code has variables of its own, whose names do not occur in the source. */
function isInSource({ script }: Frame, name: string): boolean {
  return script.text.includes(name) && isIdentifierName(name);
}

/** What a frame has besides variables: `this`, what it returns, and what was thrown. */
function extrasOf(pause: Pause, frame: Frame): Named[] {
  const { call } = frame;
  const extras: Named[] = [];
  const add = (name: string, value: Runtime.RemoteObject | undefined): void => {
    if (value !== undefined && value.type !== "undefined") extras.push({ name, value });
  };
  if (frame === pause.frames[0]) add(say({ fr: "(erreur lancée)", en: "(thrown error)" }), pause.thrown);
  add(say({ fr: "(valeur rendue)", en: "(return value)" }), call.returnValue);
  if (!frame.isTop && call.this.className !== "global" && call.this.description !== "global")
    add("this", call.this);
  return extras;
}
