/**
 * The state of each open widget, as the page is to show it: it answers a page that was loaded anew, also while
 * the runner is in a loop.
 *
 * What widgets and pages say of the state passes through the kernel's process, which keeps the newest value of
 * each key. It knows the form of the messages, and nothing of the widgets.
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
import { stateOf, updated, type Data, type State } from "../comms/updates.js";

/** The target of comms that widgets open, and the one that a page opens to ask for all states. */
export const WIDGET = "jupyter.widget";
export const WIDGET_CONTROL = "jupyter.widget.control";

export class WidgetStates {
  private readonly states = new Map<string, State>();

  open(id: string, opened: Data): void {
    this.states.set(id, stateOf(opened));
  }

  update(id: string, update: Data): void {
    const before = this.states.get(id);
    if (before !== undefined) this.states.set(id, updated(before, stateOf(update)));
  }

  close(id: string): void {
    this.states.delete(id);
  }

  /** The answer to `request_state`: the state of one widget. */
  one(id: string): Data | undefined {
    const found = this.states.get(id);
    if (found === undefined) return undefined;
    const { state, paths, buffers } = found;
    return { data: { method: "update", state, buffer_paths: paths }, buffers };
  }

  /** The answer to `request_states`: the states of all widgets. */
  all(): Data {
    const states: Record<string, unknown> = {};
    const paths: unknown[] = [];
    const buffers: Uint8Array[] = [];
    for (const [id, found] of this.states) {
      const { _model_name, _model_module, _model_module_version } = found.state;
      states[id] = {
        model_name: _model_name,
        model_module: _model_module,
        model_module_version: _model_module_version,
        state: found.state,
      };
      paths.push(...found.paths.map((path) => [id, "state", ...path]));
      buffers.push(...found.buffers);
    }
    return { data: { method: "update_states", states, buffer_paths: paths }, buffers };
  }
}
