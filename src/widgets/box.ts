/** Controls and other widgets side by side, or one below the other. */
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";
import { Connection } from "./connection.js";

/** What a row or a column may hold: a control, a widget, another row or column. */
export interface BoxChild {
  /** The identifier of its model on the page; undefined without a page. */
  readonly modelId: string | undefined;
  [JUPYTER_DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

/** A row or a column. */
export interface Box extends BoxChild {
  /** Removes it from all pages; the widgets that it holds stay open. */
  close(): void;
  [JUPYTER_DISPLAY](): Promise<MimeBundle>;
}

/**
 * Widgets side by side; on a narrow screen they wrap.
 * @throws {ArgumentError} for a child that is no widget
 * @param children controls, widgets, rows and columns
 * @example
 * ```ts
 * widgets.row(widgets.button({ description: "Jouer" }), widgets.checkbox({ description: "bruit" }))
 * ```
 */
export function row(...children: readonly BoxChild[]): Box {
  return makeBox("row", "HBox", children);
}

/**
 * Widgets one below the other.
 * @throws {ArgumentError} for a child that is no widget
 * @param children controls, widgets, rows and columns
 * @example
 * ```ts
 * widgets.column(widgets.slider({ description: "taux" }), widgets.text({ description: "nom" }))
 * ```
 */
export function column(...children: readonly BoxChild[]): Box {
  return makeBox("column", "VBox", children);
}

function makeBox(where: "row" | "column", name: "HBox" | "VBox", children: readonly BoxChild[]): Box {
  for (const [i, child] of children.entries()) if (!isWidget(child)) throw notWidget(where, i, child);
  const connection = new Connection({
    wholeState: () => ({
      _model_module: "@jupyter-widgets/controls",
      _model_module_version: "2.0.0",
      _model_name: `${name}Model`,
      _view_module: "@jupyter-widgets/controls",
      _view_module_version: "2.0.0",
      _view_name: `${name}View`,
      _view_count: null,
      _dom_classes: [`neurones-${where}`],
      box_style: "",
      children: children.map((child) => `IPY_MODEL_${child.modelId ?? ""}`),
    }),
    onUpdate: () => undefined,
  });
  return {
    close: () => connection.close(),
    get modelId() {
      return connection.open();
    },
    async [JUPYTER_DISPLAY]() {
      // The box is opened now, as part of the cell that displays it.
      const live = connection.bundle({});
      const stills = await Promise.all(children.map((child) => child[JUPYTER_DISPLAY]()));
      const part = (type: string) =>
        stills.flatMap((still) => (typeof still[type] === "string" ? [still[type]] : []));
      return {
        ...live,
        "text/html": part("text/html").join("\n"),
        "text/plain": part("text/plain").join("\n"),
      };
    },
  };
}

function isWidget(child: unknown): child is BoxChild {
  return typeof child === "object" && child !== null && "modelId" in child && JUPYTER_DISPLAY in child;
}

function notWidget(where: string, index: number, child: unknown): ArgumentError {
  return new ArgumentError({
    where,
    argument: `children[${index}]`,
    received: written(child),
    expected: { fr: "un contrôle ou un autre widget", en: "a control or another widget" },
    mend: {
      fr: `Par exemple ${where}(widgets.slider(), widgets.button()), sans crochets.`,
      en: `For example ${where}(widgets.slider(), widgets.button()), without brackets.`,
    },
  });
}
