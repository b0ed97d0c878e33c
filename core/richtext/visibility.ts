import { textOf } from './fields.ts';
import type { BodyNode } from './types.ts';

/** The class of a reader; the same words as a page's access class. */
export type ReaderClass = 'guest' | 'member' | 'paid' | 'staff' | `tiers:${string}`;

/** Who sees a block that carries the field `shownTo`; no field means everybody. */
export const SHOWN_TO = ['guests', 'members', 'paid'] as const;

/** Blocks that only mails carry. */
const MAIL_ONLY = new Set(['email', 'email-cta']);

/** Whether a block may be seen on the web by this class of reader; anything but a block may. */
export function isShownTo(node: BodyNode, reader: ReaderClass): boolean {
  if (node.type !== 'block') return true;
  if (MAIL_ONLY.has(textOf(node.fields.blockType))) return false;
  const shownTo = node.fields.shownTo;
  if (!Array.isArray(shownTo) || reader === 'staff') return true;
  if (reader === 'guest') return shownTo.includes('guests');
  return shownTo.includes(reader === 'member' ? 'members' : 'paid');
}

/** Whether a mail to this class of reader carries the block. */
export function isMailedTo(node: BodyNode, reader: ReaderClass): boolean {
  if (node.type !== 'block' || !Array.isArray(node.fields.mailedTo) || reader === 'staff') return true;
  return node.fields.mailedTo.includes(reader === 'guest' || reader === 'member' ? 'members' : 'paid');
}
