import { parseHex, toHex, toReadableInk } from '../../colour.ts';
import type { RenderContext } from '../context.ts';
import { textOf } from '../fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Names of grounds; the style sheet has a light and a dark one of each. */
const TINTS = new Set(['grey', 'white', 'blue', 'green', 'yellow', 'red', 'pink', 'purple', 'accent', 'none']);

/** ` tint-blue` for a colour that has a name, else nothing. */
export function toTint(colour: unknown): string {
  const name = textOf(colour).trim().toLowerCase();
  return TINTS.has(name) ? ` tint-${name}` : '';
}

/**
 * Colours that an editor chose by number, as properties that the style sheet reads; null when there are none. The
 * words keep a contrast that can be read, whatever was chosen. Pages only: elsewhere the reader's own colours rule.
 */
function toLook(of: 'card' | 'button', colours: { ground: unknown; ink: unknown }, context: RenderContext): string | null {
  if (context.kind !== 'site') return null;
  const ground = parseHex(textOf(colours.ground));
  if (!ground) return null;
  return `--${of}-ground:${toHex(ground)};--${of}-ink:${toReadableInk(ground, parseHex(textOf(colours.ink)))}`;
}

/** A card's own colours and those of its button. */
export function toLooks(fields: Fields, context: RenderContext): { card: string | null; button: string | null } {
  return {
    card: toLook('card', { ground: fields.backgroundColor, ink: fields.textColor }, context),
    button: toLook('button', { ground: fields.buttonColor, ink: fields.buttonTextColor }, context),
  };
}
