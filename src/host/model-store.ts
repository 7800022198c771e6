/** The database of a page in which models are kept by name; `#model-store` in `package.json` chooses it. */
export interface ModelStore {
  /** Saves a model, in the place of one of the same name. */
  put(name: string, artifacts: object, info: object): Promise<void>;
  /** @throws DataError where there is no model of this name */
  get(name: string): Promise<object>;
  /** What is known of each model, by its name. */
  list(): Promise<Record<string, object>>;
  /** Removes a model; resolves to what was known of it. */
  remove(name: string): Promise<object>;
}
