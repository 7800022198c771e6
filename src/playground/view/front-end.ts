/** What the view uses of the model that a front end gives it: anywidget's (AFM), or that of a page. */
export interface FrontEndModel {
  get(name: string): unknown;
  send(content: unknown): void;
  on(
    event: "msg:custom",
    receive: (content: unknown, buffers: readonly (DataView | ArrayBuffer)[]) => void,
  ): void;
  off?(event: "msg:custom", receive: unknown): void;
}

/** What the state of the widget tells the view. */
export interface ViewState {
  readonly language?: "fr" | "en";
  /** The still picture, as SVG: shown until the trainer answers, or for good where there is none. */
  readonly still?: string;
  readonly stillText?: string;
  /** Whether the page has an address for the settings: a static page, not a notebook. */
  readonly hasLink?: boolean;
  /** Whether to train as soon as the view is seen, unless the reader asks for reduced motion. */
  readonly autoplay?: boolean;
}
