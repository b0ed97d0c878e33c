import { z } from 'zod';
import { cleanText } from './clean.ts';
import type { Row } from './spool.ts';

const text = z.string();
const id = z.union([z.string().min(1).max(64), z.number().int()]).transform(String);
/** Databases without booleans export 0 and 1. */
const flag = z
  .union([z.boolean(), z.literal(0), z.literal(1), z.literal('0'), z.literal('1')])
  .transform((value) => value === true || Number(value) === 1);

export interface Columns {
  readonly id: string;
  /** The text of a column, null when empty, missing or of another type (which is warned about). */
  text(name: string, longest?: number): string | null;
  flag(name: string): boolean;
  value(name: string): unknown;
}

export type ColumnsResult =
  | { readonly type: 'read'; readonly columns: Columns }
  | { readonly type: 'refused'; readonly id: string; readonly reason: string };

/**
 * One row as typed columns. `required` columns must be text that is not empty; any other of the wrong
 * type is left out with a warning. Text is cleaned of what Postgres cannot keep.
 */
export function readColumns(
  row: Row,
  { required, warn }: { required: readonly { name: string; longest: number }[]; warn: (id: string, message: string) => void },
): ColumnsResult {
  const key = id.safeParse(row.id);
  if (!key.success) return { type: 'refused', id: describe(row.id), reason: 'It has no usable id.' };
  for (const { name, longest } of required) {
    const value = text.safeParse(row[name]);
    if (!value.success) return { type: 'refused', id: key.data, reason: `${name} is ${toKind(row[name])}, not text.` };
    if (cleanText(value.data).trim() === '') return { type: 'refused', id: key.data, reason: `${name} is empty.` };
    if (value.data.length > longest) {
      return { type: 'refused', id: key.data, reason: `${name} is longer than ${longest} characters.` };
    }
  }
  const warned = new Set<string>();
  const complain = (name: string, message: string) => {
    if (!warned.has(name)) warn(key.data, message);
    warned.add(name);
  };
  return {
    type: 'read',
    columns: {
      id: key.data,
      value: (name) => row[name] ?? null,
      flag: (name) => {
        if (row[name] === null || row[name] === undefined) return false;
        const value = flag.safeParse(row[name]);
        if (!value.success) complain(name, `${name} is neither yes nor no, so it counts as no.`);
        return value.success && value.data;
      },
      text: (name, longest = 1_000_000) => {
        if (row[name] === null || row[name] === undefined || row[name] === '') return null;
        const value = text.safeParse(row[name]);
        if (!value.success) {
          complain(name, `${name} is ${toKind(row[name])}, not text, and was left out.`);
          return null;
        }
        const clean = cleanText(value.data);
        if (clean !== value.data) complain(`${name} cleaned`, `${name} held characters that cannot be kept; they were taken out.`);
        if (clean.length <= longest) return clean || null;
        complain(`${name} long`, `${name} is longer than ${longest} characters and was cut.`);
        return clean.slice(0, longest).toWellFormed();
      },
    },
  };
}

function toKind(value: unknown): string {
  if (value === null || value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a record' : `a ${typeof value}`;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `${cleanText(value).slice(0, 64)}` : toKind(value);
}
