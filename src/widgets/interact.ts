/**
 * Controls that drive a function: whenever one of them changes, the function is called with all their values,
 * and its result takes the place of the one before.
 *
 * Where moves come faster than the function works, it is called with the newest values only. The result is part
 * of a widget's state and no output of the cell, so a page that is loaded anew shows it, and a second window too.
 */
import { ArgumentError } from "../errors/errors.js";
import { checkKind, checkOptions } from "../errors/check-options.js";
import { functionLike, TRUTH } from "../errors/kinds.js";
import { isPlainObject } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { yieldToEventLoop } from "../host/event-loop.js";
import { JUPYTER_DISPLAY, notebook, type MimeBundle } from "../host/notebook.js";
import { separator } from "../language/language.js";
import { column, row, type Box } from "./box.js";
import type { Control } from "./control.js";
import { stillsTogether } from "./still.js";
import { OUTPUT_STYLE, outputView } from "./views/output-view.js";
import { controlModule } from "./views/module.js";
import { Widget } from "./widget.js";

/** The controls of `interact`, by the names under which the function receives their values. */
export type Controls = Readonly<Record<string, Control<unknown>>>;

/** The values of controls, by their names. */
export type ValuesOf<C extends Controls> = {
  readonly [Name in keyof C]: C[Name] extends Control<infer V> ? V : never;
};

/** The options of `interact`. */
export interface InteractOptions {
  /** Whether the result stands at the right of the controls, where there is room; below them by default. */
  readonly beside?: boolean;
}

/** What the page shows of a result. */
interface Shown {
  /** A picture: an SVG document, or the bytes of a PNG as base64. */
  readonly svg?: string;
  readonly png?: string;
  readonly html?: string;
  readonly text: string;
}

interface OutputState {
  output: Shown;
  error: string;
}

const FUNCTION = functionLike("interact({ n: widgets.slider() }, ({ n }) => n * 2)");

/**
 * Shows controls, and below them what a function makes of their values: a figure, a value, HTML. Each change of
 * a control calls the function again. Where changes come faster than the function works, it is called with the
 * newest values only; it may be async.
 * @throws {ArgumentError} for controls that are no object of controls
 * @param controls the controls by name
 * @param make     the function of their values; what it returns is shown
 * @param options  `beside`
 * @example
 * ```ts
 * widgets.interact({ a: widgets.slider({ min: 1, max: 5, value: 2 }) }, ({ a }) =>
 *   plots.curves({ functions: { "a·x²": (x) => a * x * x }, domain: [-1, 1], axes: ["x", "y"] }),
 * )
 * ```
 */
export function interact<C extends Controls>(
  controls: C,
  make: (values: ValuesOf<C>) => unknown,
  options: InteractOptions = {},
): Box {
  checkControls(controls);
  checkKind(make, FUNCTION, "interact", "make");
  checkOptions(options, { beside: TRUTH }, "interact");
  const all = Object.entries(controls);
  let still: MimeBundle = {};
  const output = new Widget<OutputState>({
    module: controlModule(outputView),
    css: OUTPUT_STYLE,
    state: { output: { text: "" }, error: "" },
  });
  const call = (): unknown =>
    make(Object.fromEntries(all.map(([name, { value }]) => [name, value])) as ValuesOf<C>);
  const show = async (result: unknown): Promise<void> => {
    still = await bundleOf(await result);
    output.update({ output: shownOf(still), error: "" });
  };

  let isWaiting = false;
  /** What stands for the call of `showNewest` that works; undefined if none does. */
  let worker: object | undefined;
  const showNewest = async (): Promise<void> => {
    isWaiting = true;
    if (worker !== undefined) return;
    const own = (worker = {});
    const free = (): void => {
      if (worker === own) worker = undefined;
    };
    // After a stop the function may never return, and the next change must be shown all the same.
    const { signal } = notebook().currentRun();
    signal.addEventListener("abort", free, { once: true });
    try {
      while (isWaiting) {
        // Messages that have arrived meanwhile are delivered first.
        await yieldToEventLoop();
        isWaiting = false;
        await show(call());
      }
    } catch (error) {
      output.state.error =
        error instanceof Error ? `${error.name}${separator(":")}${error.message}` : String(error);
      throw error;
    } finally {
      signal.removeEventListener("abort", free);
      free();
    }
  };
  for (const [, control] of all) control.onChange(() => void showNewest());

  const first = show(call());
  // Its error is that of the display, which waits for it.
  first.catch(() => undefined);
  const shown = all.map(([, control]) => control);
  const box = options.beside === true ? row(column(...shown), output) : column(...shown, output);
  return {
    close: () => box.close(),
    get modelId() {
      return box.modelId;
    },
    async [JUPYTER_DISPLAY]() {
      const opened = box[JUPYTER_DISPLAY]();
      await first;
      const stills = shown.map((control) => control[JUPYTER_DISPLAY]());
      return { ...(await opened), ...stillsTogether(stills, still) };
    },
  };
}

/** The forms in which the notebook would show a value. */
async function bundleOf(value: unknown): Promise<MimeBundle> {
  const bundle = await notebook().bundleOf?.(value);
  if (bundle !== undefined) return bundle;
  const own =
    typeof value === "object" && value !== null && JUPYTER_DISPLAY in value
      ? await (value[JUPYTER_DISPLAY] as () => MimeBundle | Promise<MimeBundle>)()
      : undefined;
  return own ?? { "text/plain": String(value) };
}

function shownOf(bundle: MimeBundle): Shown {
  const { "image/svg+xml": svg, "image/png": png, "text/html": html, "text/plain": plain } = bundle;
  const text = typeof plain === "string" ? plain : "";
  if (typeof svg === "string") return { text, svg };
  if (typeof png === "string") return { text, png };
  return typeof html === "string" ? { text, html } : { text };
}

function checkControls(controls: unknown): void {
  const isControl = (value: unknown) =>
    typeof value === "object" &&
    value !== null &&
    "onChange" in value &&
    "modelId" in value &&
    "value" in value;
  if (isPlainObject(controls) && Object.values(controls).every(isControl) && Object.keys(controls).length > 0)
    return;
  throw new ArgumentError({
    where: "interact",
    argument: "controls",
    received: written(controls),
    expected: { fr: "un objet de contrôles", en: "an object of controls" },
    mend: {
      fr: "Par exemple interact({ taux: widgets.slider({ max: 1 }) }, ({ taux }) => …).",
      en: "For example interact({ rate: widgets.slider({ max: 1 }) }, ({ rate }) => …).",
    },
  });
}
