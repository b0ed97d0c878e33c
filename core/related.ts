/** A document that another names: its id, or the document itself where it was read along. */
type Related = string | { readonly id: string };

/** The id of what a relationship names; null when it names nothing. */
export function toId(related: Related): string;
export function toId(related: unknown): string | null;
export function toId(related: unknown): string | null {
  const id = related && typeof related === 'object' && 'id' in related ? related.id : related;
  return typeof id === 'string' && id !== '' ? id : null;
}

/** The ids of a list of them, in its order. */
export function toIds(related: unknown): string[] {
  return Array.isArray(related) ? related.flatMap((one: unknown) => toId(one) ?? []) : [];
}
