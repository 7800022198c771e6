/**
 * The order of the work on a batch. Each part of the batch is computed by itself, in any thread, from one
 * meeting to the next. At a meeting one thread works for the whole batch: parts exchange their sums, or a layer
 * or a loss runs on autograd.
 */
import { valuesWithGradient, type Program } from "./program.js";

/** What the work is for: a training step, the loss, or the output. */
export type Task = "learn" | "evaluate" | "predict";

/** What each part does. */
export type Action =
  | { readonly do: "draw" }
  | { readonly do: "head"; readonly head: number }
  | {
      readonly do: "forward" | "backward" | "summarize" | "summarizeBack";
      readonly step: number;
    };

/** What one thread does for all parts. */
export type Meeting =
  | { readonly do: "exchange" | "exchangeBack" | "hostForward" | "hostBackward"; readonly step: number }
  | { readonly do: "hostHead"; readonly head: number };

/** The work up to a meeting; the last stage has none. */
export interface Stage {
  readonly actions: readonly Action[];
  readonly meeting: Meeting | undefined;
}

export function scheduleFor(program: Program, task: Task): readonly Stage[] {
  const stages: Stage[] = [];
  let actions: Action[] = [];
  const act = (action: Action) => actions.push(action);
  const meet = (meeting: Meeting) => {
    stages.push({ actions, meeting });
    actions = [];
  };
  const training = task === "learn";
  const replaced = new Set(task === "predict" ? [] : program.heads.map(({ replaces }) => replaces));
  if (training) act({ do: "draw" });
  program.steps.forEach(({ operation }, step) => {
    if (replaced.has(step)) return;
    if (operation.kind === "host") {
      meet({ do: "hostForward", step });
      return;
    }
    if (training && operation.wholeBatch === true) {
      act({ do: "summarize", step });
      meet({ do: "exchange", step });
    }
    act({ do: "forward", step });
  });
  if (task !== "predict")
    program.heads.forEach(({ kind }, head) =>
      kind === "host" ? meet({ do: "hostHead", head }) : act({ do: "head", head }),
    );
  if (training)
    for (const step of stepsBack(program)) {
      const { operation } = program.steps[step];
      if (operation.kind === "host") {
        meet({ do: "hostBackward", step });
        continue;
      }
      if (operation.wholeBatch === true) {
        act({ do: "summarizeBack", step });
        meet({ do: "exchangeBack", step });
      }
      act({ do: "backward", step });
    }
  stages.push({ actions, meeting: undefined });
  return stages;
}

/** The steps that have a backward pass, in its order: those whose output the loss has a gradient by. */
export function stepsBack(program: Program): readonly number[] {
  const { steps, heads } = program;
  const hasGradient = valuesWithGradient(program);
  const reached = new Set(heads.map(({ reads }) => reads).filter((value) => hasGradient[value]));
  const back: number[] = [];
  for (let step = steps.length - 1; step >= 0; step--) {
    if (!steps[step].outputs.some((value) => reached.has(value))) continue;
    back.push(step);
    for (const value of steps[step].inputs) if (hasGradient[value]) reached.add(value);
  }
  return back;
}
