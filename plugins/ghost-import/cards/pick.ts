import { flagOf, numberOf, textOf } from '../../../core/richtext/fields.ts';
import type { KoenigNode } from '../koenig.ts';

type Picked<Value> = Record<string, Value | undefined>;

/** These columns of a card as text; empty ones are left out. */
export function texts(card: KoenigNode, ...names: string[]): Picked<string> {
  return pick(names, (name) => textOf(card[name]) || undefined);
}

/** As numbers. */
export function numbers(card: KoenigNode, ...names: string[]): Picked<number> {
  return pick(names, (name) => numberOf(card[name]) ?? undefined);
}

/** As yes or no. */
export function flags(card: KoenigNode, ...names: string[]): Picked<boolean> {
  return pick(names, (name) => flagOf(card[name]));
}

/** A card as Ghost reads it: text that is empty, and anything that is missing, has the default of its kind. */
export function withDefaults(card: KoenigNode, defaults: KoenigNode): KoenigNode {
  const missing = Object.entries(defaults).filter(([name, value]) =>
    typeof value === 'string' ? !card[name] : card[name] === undefined || card[name] === null,
  );
  return { ...card, ...Object.fromEntries(missing) };
}

function pick<Value>(names: readonly string[], read: (name: string) => Value): Record<string, Value> {
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}
