/** Evaluates TypeScript: in a frame that is held, or with the variables of the session. */
import type { Runtime } from "node:inspector";
import { say } from "../../language/language.js";
import type { Compiler } from "../compiler/contract.js";
import { isIdentifierName } from "../identifiers.js";
import type { WrittenBundle } from "../runner/messages.js";
import type { Inspector } from "./inspector.js";
import type { Frame } from "./pause.js";
import { RequestError } from "./protocol.js";
import { argumentOf, thrownText, type Values } from "./values.js";

export class Evaluation {
  constructor(
    private readonly inspector: Inspector,
    private readonly values: Values,
    private readonly compiler: Compiler,
    private readonly nextSerial: () => number,
  ) {}

  /** The value of an expression. Throws a `RequestError` if it does not compile, or throws. */
  async value(expression: string, frame: Frame | undefined): Promise<Runtime.RemoteObject> {
    const place = frame?.script.place(frame.position);
    const translated = await this.compiler.translate(expression, place);
    if (!translated.ok) throw new RequestError(translated.message);
    const { values } = this;
    if (frame !== undefined) return valueIn(await values.evaluateIn(frame.call, translated.javascript));
    const value = valueIn(await values.evaluate(translated.javascript));
    return value.subtype === "promise" ? valueIn(await values.settled(value)) : value;
  }

  /**
   * The richest form of a value.
   * @param isHeld  whether code is held: then promises do not settle, and a value that needs one is shown as text
   */
  async bundle(value: Runtime.RemoteObject, isHeld: boolean): Promise<WrittenBundle> {
    const { values } = this;
    const bundle = valueIn(await values.call("bundle", [argumentOf(value)]));
    if (bundle.subtype !== "promise") {
      const { result: written } = await values.call("itself", [argumentOf(bundle)], { returnByValue: true });
      return written.value as WrittenBundle;
    }
    if (!isHeld) return valueIn(await values.settled(bundle, { returnByValue: true })).value as WrittenBundle;
    const [shown] = await values.show([{ name: "", value }]);
    return { data: { "text/plain": shown?.value ?? "" }, metadata: {} };
  }

  /**
   * At a `return` of a variable V8 holds the code once the variable is read: what somebody has assigned to it since
   * becomes the value that is returned.
   */
  async renewReturnValue({ script, position, call }: Frame): Promise<void> {
    const line = script.text.split("\n")[position.line] ?? "";
    const name = /^\s*return\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*;?\s*$/u.exec(line)?.[1];
    if (name === undefined || call.returnValue === undefined) return;
    const { result, exceptionDetails } = await this.values.evaluateIn(call, name);
    if (exceptionDetails !== undefined) return;
    await this.inspector.post("Debugger.setReturnValue", { newValue: argumentOf(result) });
  }

  /** Makes a variable of a frame one of the session, which later cells see with its type. */
  async copy(source: string, target: string, frame: Frame): Promise<void> {
    const { compiler } = this;
    if (!isIdentifierName(target)) throw notAName(target);
    const value = await this.value(source, frame);
    const types = await compiler.typesIn(frame.script.place(frame.position));
    const run = this.nextSerial();
    const declaration = (type: string): string => `let ${target} = undefined as unknown as ${type};`;
    const compile = async (type: string): Promise<boolean> =>
      (await compiler.compile({ run, name: target, code: declaration(type) })).ok;
    if (!(await compile(types[source] ?? "any")) && !(await compile("any"))) throw notAName(target);
    compiler.settle({ run, defined: "all" });
    await this.values.call("declare", [{ value: target }, argumentOf(value)]);
  }
}

/** The value of an evaluation. Throws a `RequestError` if it has thrown. */
function valueIn({ result, exceptionDetails }: Runtime.EvaluateReturnType): Runtime.RemoteObject {
  if (exceptionDetails !== undefined) throw new RequestError(thrownText(exceptionDetails));
  return result;
}

function notAName(text: string): RequestError {
  return new RequestError(
    say({ fr: `« ${text} » n'est pas un nom de variable`, en: `"${text}" is not a name of a variable` }),
  );
}
