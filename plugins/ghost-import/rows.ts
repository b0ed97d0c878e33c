import type { Token } from 'stream-json/core/parser.js';

export interface FoundRow {
  readonly table: string;
  /** Place in its table, from 0. */
  readonly index: number;
  readonly value: unknown;
  /** Nested deeper than any row of Ghost's; `value` lacks what was too deep. */
  readonly tooDeep: boolean;
}

/** Rows of Ghost's tables are flat; what nests deeper than this is not from Ghost. */
const DEEPEST_ROW = 32;

type Frame = { kind: 'container' | 'wrapper' | 'skipped' } | { kind: 'table'; table: string; index: number };
type Building = Record<string, unknown> | unknown[];

export interface RowAssembler {
  take(token: Token): FoundRow | null;
  /** Whether a `data` section with tables, or the `meta` of an export, has been seen. */
  isExport(): boolean;
}

/**
 * Finds the rows in the tokens of an export. A container is the file itself, an element of `db`, or an
 * object under `data`; a list under `data` is a table, each element a row. All else is passed over.
 */
export function createRowAssembler(): RowAssembler {
  const frames: Frame[] = [];
  const building: Building[] = [];
  const keys: string[] = [];
  let key = '';
  let tooDeep = 0;
  let wasTooDeep = false;
  let dataDepth = 0;
  let seen = false;

  const finish = (value: unknown): FoundRow | null => {
    const frame = frames.at(-1);
    if (frame?.kind !== 'table') return null;
    const row = { table: frame.table, index: frame.index++, value, tooDeep: wasTooDeep };
    wasTooDeep = false;
    return row;
  };

  const add = (value: unknown): FoundRow | null => {
    const parent = building.at(-1);
    if (!parent) return finish(value);
    if (Array.isArray(parent)) parent.push(value);
    // A key of this name would replace the prototype instead of naming a column.
    else if (key !== '__proto__') parent[key] = value;
    return null;
  };

  const openFrame = (isList: boolean): void => {
    const parent = frames.at(-1);
    if (!parent) frames.push({ kind: isList ? 'skipped' : 'container' });
    else if (parent.kind === 'wrapper') frames.push({ kind: isList ? 'skipped' : 'container' });
    else if (parent.kind === 'container') {
      if (isList && key === 'db' && dataDepth === 0) frames.push({ kind: 'wrapper' });
      else if (!isList && key === 'data') {
        dataDepth++;
        seen = true;
        frames.push({ kind: 'container' });
      } else if (isList && dataDepth > 0) frames.push({ kind: 'table', table: key, index: 0 });
      else frames.push({ kind: 'skipped' });
    } else frames.push({ kind: 'skipped' });
  };

  return {
    isExport: () => seen,
    take: (token) => {
      switch (token.name) {
        case 'keyValue':
          key = token.value;
          return null;
        case 'startObject':
        case 'startArray': {
          const isList = token.name === 'startArray';
          if (building.length > 0 || frames.at(-1)?.kind === 'table') {
            if (tooDeep > 0 || building.length >= DEEPEST_ROW) {
              tooDeep++;
              wasTooDeep = true;
              return null;
            }
            keys.push(key);
            building.push(isList ? [] : {});
            return null;
          }
          keys.push(key);
          openFrame(isList);
          return null;
        }
        case 'endObject':
        case 'endArray': {
          if (tooDeep > 0) {
            tooDeep--;
            return null;
          }
          key = keys.pop() ?? '';
          const value = building.pop();
          if (value !== undefined) return add(value);
          const frame = frames.pop();
          if (frame?.kind === 'container' && key === 'data') dataDepth--;
          return null;
        }
        case 'stringValue':
          return tooDeep > 0 ? null : add(token.value);
        case 'numberValue':
          return tooDeep > 0 ? null : add(Number(token.value));
        case 'nullValue':
        case 'trueValue':
        case 'falseValue':
          return tooDeep > 0 ? null : add(token.value);
        default:
          return null;
      }
    },
  };
}
