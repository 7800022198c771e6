/**
 * Shows a widget's still picture wherever JupyterLab's renderer of widgets would show « Loading widget… », an
 * error, or nothing: while no kernel has answered, where neither kernel nor notebook knows the widget's state,
 * after the kernel has lost it, and in a notebook that is not trusted. A view whose kernel is gone stands still, and
 * says so.
 *
 * The renderer (`jupyterlab_widgets`) chooses by the type of the output alone, and never tries the output's other
 * types, the picture and the text.
 */
import { pageLanguage, speaking } from "../speaking.js";
import type { Factory, MimeModel, Registry, Renderer } from "./jupyterlab.js";

export const VIEW = "application/vnd.jupyter.widget-view+json";

/** The class that the kernel gives to a widget before it closes it, its memory being lost (`src/kernel/main/comms.ts`). */
const LOST = "neurones-lost";

export const STYLE = `
.neurones-lifeless > [inert] { opacity: 0.6; filter: grayscale(0.8); }
.neurones-lifeless > .jupyter-widgets-disconnected::before { content: none; }
.neurones-lifeless-note { margin: 4px 0; padding: 4px 10px; border-left: 3px solid var(--jp-warn-color1, #c77700); color: var(--jp-ui-font-color1, #333); font: 13px/1.4 var(--jp-ui-font-family, sans-serif); }
@media print { .neurones-lifeless-note { display: none; } .neurones-lifeless > * { opacity: 1 !important; filter: none !important; } }
`;

/**
 * The factory with renderers that fall back on the still picture. It is safe: of an output that is not trusted, such a
 * renderer shows the picture alone.
 */
export function withStill(factory: Factory, registry: Registry): Factory {
  return {
    ...factory,
    safe: true,
    createRenderer: (options) => fallBack(factory.createRenderer(options), registry),
  };
}

/** The renderer stays the same object: the widgets' plugin recognises it by its class. */
function fallBack(renderer: Renderer, registry: Registry): Renderer {
  const render = renderer.renderModel.bind(renderer);
  const note = document.createElement("p");
  note.className = "neurones-lifeless-note";
  note.setAttribute("role", "status");
  let still: Renderer | undefined;

  const setLifeless = (isLifeless: boolean): void => {
    renderer.node.classList.toggle("neurones-lifeless", isLifeless);
    if (!isLifeless) return note.remove();
    note.textContent = speaking(pageLanguage())(
      "Ce widget n’est relié à aucun noyau : exécutez sa cellule pour l’utiliser.",
      "No kernel answers this widget: run its cell to use it.",
    );
    renderer.node.append(note);
  };

  const showStill = (model: MimeModel): void => {
    still?.dispose();
    const data = Object.fromEntries(Object.entries(model.data).filter(([type]) => type !== VIEW));
    const type = registry.preferredMimeType(data, model.trusted ? "any" : "ensure");
    renderer.show();
    renderer.node.replaceChildren();
    if (type === undefined) return;
    still = registry.createRenderer(type);
    renderer.node.append(still.node);
    still
      .renderModel({ trusted: model.trusted, data, metadata: model.metadata, setData: () => undefined })
      .catch((error: unknown) => console.error(error));
  };

  const follow = (output: MimeModel): void => {
    const view = renderer.widgets?.[0];
    if (view === undefined) return;
    // The model is asked, since a view of anywidget does not follow the classes that ipywidgets would give it.
    const model = view._view?.model;
    const update = (): void => {
      const isLifeless = model?.comm_live === false;
      view.node.toggleAttribute("inert", isLifeless);
      setLifeless(isLifeless);
    };
    model?.on("comm_live_update", update);
    update();
    view.disposed.connect(() => {
      model?.off("comm_live_update", update);
      // What code has closed is gone.
      const classes = model?.get("_dom_classes");
      if (renderer.isDisposed || !Array.isArray(classes) || !classes.includes(LOST)) return;
      showStill(output);
      setLifeless(true);
    });
  };

  renderer.renderModel = async (model) => {
    if (!model.trusted) {
      showStill(model);
      return setLifeless(true);
    }
    setLifeless(false);
    const rendered = render(model);
    // In the place of « Loading widget… ».
    showStill(model);
    await rendered;
    if (renderer.isDisposed) return;
    if ((renderer.widgets?.length ?? 0) > 0) return follow(model);
    showStill(model);
    setLifeless(true);
  };
  return renderer;
}
