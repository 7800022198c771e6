/**
 * Updates of a widget's state, in the messages of Jupyter's widgets: `{ method: "update", state, buffer_paths }`.
 * Binary values are not in `state`: the buffers of the message hold them, and `buffer_paths` says, for each
 * buffer, the keys that lead to its place in the state.
 * https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** The data and the buffers of a message. */
export interface Data {
  readonly data: Fields;
  readonly buffers: readonly Uint8Array[];
}

/** A state with its binary values, as the messages hold it. */
export interface State {
  readonly state: Fields;
  readonly paths: readonly Path[];
  readonly buffers: readonly Uint8Array[];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a message updates a state. */
export function isUpdate(data: Fields): boolean {
  return data["method"] === "update" && isFields(data["state"]);
}

/** Reads the state that a message opens or updates; what has not the form of the protocol is left out. */
export function stateOf({ data, buffers }: Data): State {
  const { state, buffer_paths: paths } = data;
  const all = Array.isArray(paths) ? paths : [];
  const kept = buffers.flatMap((buffer, i) => (isPath(all[i]) ? [{ path: all[i], buffer }] : []));
  return {
    state: isFields(state) ? state : {},
    paths: kept.map(({ path }) => path),
    buffers: kept.map(({ buffer }) => buffer),
  };
}

/** The state after an update, which gives some keys of it new values. */
export function updated(before: State, update: State): State {
  const isNew = (key: string | number): boolean =>
    Object.hasOwn(update.state, key) || update.paths.some(([first]) => first === key);
  const kept = before.paths.flatMap((path, i) => (isNew(path[0]) ? [] : [i]));
  const state = { ...before.state, ...update.state };
  // A value that has become binary is no longer in the state.
  for (const [key] of update.paths) if (!Object.hasOwn(update.state, key)) delete state[key];
  return {
    state,
    paths: [...kept.map((i) => before.paths[i]), ...update.paths],
    buffers: [...kept.map((i) => before.buffers[i]), ...update.buffers],
  };
}

/** One update in the place of two that follow each other. */
export function mergeUpdates(first: Data, second: Data): Data {
  const { state, paths, buffers } = updated(stateOf(first), stateOf(second));
  return { data: { method: "update", state, buffer_paths: paths }, buffers };
}

function isPath(value: unknown): value is Path {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((key) => typeof key === "string" || typeof key === "number")
  );
}
