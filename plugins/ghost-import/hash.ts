import { createHash } from 'node:crypto';

/** A hash of a value that does not depend on the order of keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(toStableJson(value)).digest('hex').slice(0, 32);
}

function toStableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
