/**
 * Text that Postgres can keep: NUL bytes go, lone halves of a surrogate pair become U+FFFD, because
 * both text and jsonb refuse them.
 */
export function cleanText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** Applies `change` to every string in a JSON value; what is nested deeper than `deepest` is left out. */
export function mapStrings(value: unknown, change: (text: string) => string, deepest = 200): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (deepest <= 0) return null;
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change, deepest - 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapStrings(item, change, deepest - 1)]));
}

/** Whether a JSON value nests deeper than `deepest`; looks without recursion, so nothing can overflow it. */
export function isDeeperThan(value: unknown, deepest: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
