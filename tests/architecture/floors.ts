import path from 'node:path';
import type { SourceFile } from './files.ts';

export interface Breach {
  readonly rule: string;
  readonly file: string;
  readonly says: string;
}

const PAYLOAD = /^(payload($|\/)|@payloadcms\/|drizzle-orm($|\/)|@payload-config$)/;
const REACT = /^react($|\/)/;
const ASTRO = /^astro(:|$|\/)/;

/** The table of docs/architecture.md: who may import whom; `self` is the room of the file itself. */
const TABLE: readonly { readonly room: RegExp; readonly may: readonly RegExp[]; readonly payload: boolean; readonly react?: boolean }[] = [
  { room: /^core\//, may: [/^core\//], payload: false },
  { room: /^contracts\//, may: [/^contracts\//, /^core\//], payload: false },
  { room: /^platform\//, may: [/^platform\//, /^contracts\//, /^core\//, /^payload-types\.ts$/], payload: true },
  {
    room: /^collections\/[^/]+\//,
    may: [/^collections\/shared\//, /^platform\//, /^contracts\//, /^core\//, /^payload-types\.ts$/],
    payload: true,
    react: true,
  },
  { room: /^services\/[^/]+\//, may: [/^platform\//, /^contracts\//, /^core\//, /^payload-types\.ts$/], payload: true },
  { room: /^plugins\/[^/]+\//, may: [/^platform\//, /^contracts\//, /^core\//, /^payload-types\.ts$/], payload: true, react: true },
  { room: /^sites\/shared\//, may: [/^contracts\//, /^core\//], payload: false },
  { room: /^sites\/[^/]+\//, may: [/^sites\/shared\//, /^contracts\//, /^core\//], payload: false },
];

/** What stands above the floors, and what spans rooms. */
const ABOVE = /^(server|cms|tests|bench|migrations|deploy|samples)\/|^[^/]+$/;

export function checkFloors(files: readonly SourceFile[]): Breach[] {
  return files.flatMap((file) => file.imports.flatMap(({ to, typeOnly }) => checkImport(file.path, to, typeOnly)));
}

function checkImport(file: string, to: string, typeOnly: boolean): Breach[] {
  const row = TABLE.find(({ room }) => room.test(file));
  if (!to.startsWith('.')) {
    if (!row) return [];
    if (PAYLOAD.test(to) && !row.payload) return [{ rule: 'floors', file, says: `imports ${to}; this floor knows no Payload` }];
    if (REACT.test(to) && !row.react) return [{ rule: 'floors', file, says: `imports ${to}; React belongs to the admin` }];
    if (ASTRO.test(to) && !file.startsWith('sites/')) return [{ rule: 'floors', file, says: `imports ${to}; Astro belongs to the sites` }];
    if (
      !typeOnly &&
      /^(node:)?(fs|net|http|https|child_process|dns|tls|dgram|worker_threads)(\/|$)/.test(to) &&
      /^(core|contracts)\//.test(file) &&
      !file.endsWith('.test.ts')
    ) {
      return [{ rule: 'floors', file, says: `imports ${to}; the lower floors do no input or output` }];
    }
    return [];
  }
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), to));
  if (target.startsWith('..')) return [{ rule: 'floors', file, says: `imports ${to}, outside the project` }];
  if (/^(tests|bench)\//.test(target) && !/^(tests|bench)\//.test(file) && !isTestFile(file)) {
    return [{ rule: 'floors', file, says: `imports ${to}; nothing imports tests or benchmarks` }];
  }
  if (!row) return ABOVE.test(file) ? [] : [{ rule: 'floors', file, says: 'stands in no room of the house' }];
  const own = row.room.exec(file)?.[0] ?? '';
  if (target.startsWith(own) || row.may.some((room) => room.test(target))) return [];
  return [{ rule: 'floors', file, says: `imports ${target}; ${own} may not` }];
}

export function isTestFile(file: string): boolean {
  return /\.(test|spec)\.ts$/.test(file);
}

/** Files that import each other in a ring would depend on the order of loading. */
export function checkCycles(files: readonly SourceFile[]): Breach[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.imports
        .filter(({ to, typeOnly }) => to.startsWith('.') && !typeOnly)
        .map(({ to }) => path.posix.normalize(path.posix.join(path.posix.dirname(file.path), to))),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const breaches: Breach[] = [];
  const walk = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      breaches.push({ rule: 'cycles', file, says: [...trail.slice(trail.indexOf(file)), file].join(' → ') });
      return;
    }
    state.set(file, 'open');
    for (const next of graph.get(file) ?? []) if (graph.has(next)) walk(next, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of graph.keys()) walk(file, []);
  return breaches;
}
