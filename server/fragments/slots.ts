/** A place in a page that the host fills while it serves: `<rose-slot type="nav-tree"></rose-slot>`. */
export interface Slot {
  readonly type: string;
  /** Query of the fragment, without question mark; often empty. */
  readonly params: string;
}

export interface SlottedPage {
  /** One more than there are slots. */
  readonly segments: readonly Buffer[];
  readonly slots: readonly Slot[];
}

const SLOT = /<rose-slot type="([a-z0-9/-]{1,80})"(?: params="([^"<>]{0,500})")?\s*><\/rose-slot>/g;

/** Cuts a page at its slots. What only resembles a slot stays in the page as it is. */
export function splitSlots(html: Buffer): SlottedPage {
  if (!html.includes('<rose-slot ')) return { segments: [html], slots: [] };
  const text = html.toString('utf8');
  const segments: Buffer[] = [];
  const slots: Slot[] = [];
  let from = 0;
  for (const match of text.matchAll(SLOT)) {
    segments.push(Buffer.from(text.slice(from, match.index)));
    slots.push({ type: match[1] ?? '', params: (match[2] ?? '').replaceAll('&amp;', '&').replaceAll('&#38;', '&') });
    from = match.index + match[0].length;
  }
  segments.push(Buffer.from(text.slice(from)));
  return { segments, slots };
}
