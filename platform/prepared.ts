import { createHash } from 'node:crypto';

const marked = new WeakSet<object>();
const names = new Map<string, string>();

/**
 * Says that a drizzle `sql` template has the same text whenever it runs, parameters apart: each
 * connection then parses and plans it once. For the statements that every order or page waits for;
 * what has many texts would fill the server's memory.
 */
export function prepared<Query extends object>(query: Query): Query {
  marked.add(query);
  return query;
}

export function isPrepared(query: unknown): query is object {
  return typeof query === 'object' && query !== null && marked.has(query);
}

/** The statement's name on the server, by its text. */
export function toStatementName(text: string): string {
  let name = names.get(text);
  if (!name) {
    name = `rose_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    names.set(text, name);
  }
  return name;
}
