/**
 * The module that a page loads for a widget: it loads the widget's own module, and lets the widget's model hear the
 * cell though the page was slow.
 *
 * anywidget 0.11 holds the messages to a model back until its module is loaded. If this takes more than two seconds,
 * as on a page that draws large figures, it drops these messages and all later ones.
 * https://github.com/manzt/anywidget/blob/main/packages/anywidget/src/runtime.ts
 *
 * As in `module.ts`, the functions are sent to the page as text.
 */
import { say } from "../../language/language.js";
import type { ViewModel } from "./module.js";

/** A module in anywidget's form, as far as the page's module calls it. */
interface FrontEndModule {
  readonly initialize?: (context: { readonly model: ViewModel }) => unknown;
  readonly render?: unknown;
}

/** What a module exports: its functions, what makes them, or, as in old modules, `render` itself. */
interface Exports {
  readonly default?: FrontEndModule | (() => FrontEndModule | Promise<FrontEndModule>);
  readonly render?: unknown;
}

/** Jupyter's own model, behind the one that anywidget gives a module. */
interface PageModel {
  readonly comm?: { on_msg(receive: (message: unknown) => unknown): void; send(data: object): unknown };
  readonly comm_live: boolean;
  _handle_comm_msg(message: unknown): Promise<unknown>;
}

/** Lets a model hear the cell from now on if anywidget drops its messages. */
function hearLate(model: ViewModel): void {
  // Jupyter's model comes with any change of a key.
  const key = "_view_count";
  const hear = (changed?: unknown) => {
    model.off(`change:${key}`, hear);
    const own = changed as PageModel;
    // A message that asks for nothing: it fails as all others do.
    own._handle_comm_msg({ content: { data: {} } }).catch(() => {
      const { comm, comm_live: isLive } = own;
      if (comm === undefined || !isLive) return;
      const usual = Object.getPrototypeOf(Object.getPrototypeOf(own)) as PageModel;
      comm.on_msg((message) => usual._handle_comm_msg.call(own, message));
      // What has been dropped until now.
      comm.send({ method: "request_state" });
    });
  };
  model.on(`change:${key}`, hear);
  model.set(key, 0);
  model.set(key, null);
}

/**
 * Loads a module from its text or its address.
 * @param hear   is called with the model before the module is
 * @param lacks  says that the module exports nothing that draws
 */
async function load(module: string, hear: typeof hearLate, lacks: string): Promise<FrontEndModule> {
  const isAddress = /^https?:\/\//.test(module);
  const address = isAddress ? module : URL.createObjectURL(new Blob([module], { type: "text/javascript" }));
  const exports = (await import(address)) as Exports;
  if (!isAddress) URL.revokeObjectURL(address);
  const given = exports.default ?? { render: exports.render };
  const own = typeof given === "function" ? await given() : given;
  if (own.render === undefined && own.initialize === undefined) throw new Error(lacks);
  // The functions of the module keep the object to which they belong.
  return Object.assign(Object.create(own) as FrontEndModule, {
    initialize: (context: { readonly model: ViewModel }) => {
      hear(context.model);
      return own.initialize?.(context);
    },
  });
}

/** The text of the module by which a page loads this one. */
export function pageModule(module: string): string {
  const lacks = say({
    fr: "Le module d’un widget n’exporte pas de fonction qui dessine : export default { render({ model, el }) { … } }.",
    en: "A widget’s module exports no function that draws: export default { render({ model, el }) { … } }.",
  });
  return `const hearLate = ${hearLate.toString()};
const load = ${load.toString()};
export default () => load(${JSON.stringify(module)}, hearLate, ${JSON.stringify(lacks)});
`;
}
