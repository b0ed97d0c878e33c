/** The card that was just chosen from a menu, so that it can open its fields when it appears. */
let inserted: { slug: string; at: number } | undefined;

const FRESH_MS = 5000;

export function noteInserted(slug: string): void {
  inserted = { slug, at: Date.now() };
}

/** True once, for the card that was just put in. */
export function takeInserted(slug: string): boolean {
  if (inserted?.slug !== slug || Date.now() - inserted.at > FRESH_MS) return false;
  inserted = undefined;
  return true;
}
