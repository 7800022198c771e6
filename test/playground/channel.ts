/** A channel for tests: the messages of a trainer, kept, and a way to be a view. */
import type { Frame, FromView, Scene, ToView } from "../../src/playground/protocol/messages.js";
import { readFrameBuffers, type Drawing } from "../../src/playground/protocol/frames.js";
import { Trainer } from "../../src/playground/trainer.js";
import { DEFAULTS, type Settings } from "../../src/playground/protocol/settings.js";
import type { Own } from "../../src/playground/laboratory.js";

export class TestView {
  readonly trainer: Trainer;
  readonly messages: { readonly content: ToView; readonly buffers: readonly ArrayBuffer[] }[] = [];
  /** Whether frames are acknowledged, as by a view that is visible. */
  isVisible = true;
  private readonly waiting: (() => void)[] = [];

  constructor(settings: Partial<Settings> = {}, own?: Own) {
    this.trainer = new Trainer({ ...DEFAULTS, ...settings }, own);
    this.trainer.attach({
      send: (content, buffers = []) => {
        this.messages.push({
          content: structuredClone(content),
          buffers: buffers.map((each) => each.slice(0)),
        });
        if (content.type === "frame" && this.isVisible)
          setTimeout(() => this.say({ type: "seen", frame: content.frame }), 1);
        this.waiting.splice(0).forEach((wake) => wake());
      },
      onMessage: () => undefined,
    });
  }

  say(message: FromView): void {
    this.trainer.receive(message);
  }

  get frames(): (Frame & { readonly drawing: Drawing })[] {
    return this.messages.flatMap(({ content, buffers }) =>
      content.type === "frame" ? [{ ...content, drawing: readFrameBuffers(buffers) }] : [],
    );
  }

  get frame(): Frame & { readonly drawing: Drawing } {
    return this.frames.at(-1)!;
  }

  last<Type extends ToView["type"]>(type: Type): Extract<ToView, { type: Type }> | undefined {
    return this.messages.map(({ content }) => content).findLast((content) => content.type === type) as
      Extract<ToView, { type: Type }> | undefined;
  }

  get scene(): Scene | undefined {
    return this.last("scene");
  }

  /** Resolves once a message has made this true. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}
