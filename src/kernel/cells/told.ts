/** What a page is told of its cells. */
import type { Cause, CellState, Judgement } from "./judge.js";
import { factsNow, type PageCell } from "./page.js";

export interface ToldCell {
  readonly state: CellState;
  readonly declares: readonly string[];
  readonly reads: readonly string[];
  /** The names that it declares, assigns or changes in place. */
  readonly writes: readonly string[];
  readonly because: readonly Cause[];
  /** Names that another cell declares, too, with these cells. */
  readonly twice?: readonly { readonly name: string; readonly by: readonly string[] }[];
  /** The cells of a loop to which it belongs: each reads what another one writes. */
  readonly loop?: readonly string[];
}

/** @param isKnown whether a name is one of the session, so that `console` is left out */
export function told(
  page: readonly PageCell[],
  judged: ReadonlyMap<string, Judgement>,
  loops: readonly (readonly string[])[],
  isKnown: (name: string) => boolean,
): Record<string, ToldCell> {
  const declaring = new Map<string, string[]>();
  const names = page.map((cell) =>
    factsNow(cell)
      .declares.map(({ name }) => name)
      .filter(isLearners),
  );
  page.forEach(({ id }, place) => {
    for (const name of names[place]!) declaring.set(name, [...(declaring.get(name) ?? []), id]);
  });
  const isShown = (name: string): boolean => name !== "_" && (declaring.has(name) || isKnown(name));
  return Object.fromEntries(
    page.map((cell, place) => {
      const { id } = cell;
      const declares = names[place]!;
      const { state, causes, now } = judged.get(id)!;
      const twice = declares.flatMap((name) => {
        const by = declaring.get(name)!.filter((other) => other !== id);
        return by.length === 0 ? [] : [{ name, by }];
      });
      const loop = loops.find((members) => members.includes(id));
      const types = factsNow(cell).mentions.filter((name) => declaring.has(name));
      return [
        id,
        {
          state,
          declares,
          reads: [...new Set([...now.reads, ...types])].filter(isShown),
          writes: [...new Set([...declares, ...now.assigns, ...now.changes.keys()])].filter(isShown),
          because: causes,
          ...(twice.length > 0 && { twice }),
          ...(loop !== undefined && { loop }),
        },
      ];
    }),
  );
}

/** The names that a learner has given: `@random` stands for the stream of draws. */
function isLearners(name: string): boolean {
  return !name.startsWith("@");
}
