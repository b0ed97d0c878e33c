import path from 'node:path';
import ts from 'typescript';
import type { SourceFile } from './files.ts';
import { type Breach, isTestFile } from './floors.ts';

const MOST_LINES = 400;
const MOST_LINES_OF: readonly { readonly room: RegExp; readonly lines: number; readonly what: string }[] = [
  { room: /^plugins\/[^/]+\/index\.ts$/, lines: 120, what: 'a plugin’s front door' },
  { room: /^sites\/[^/]+\/pages\//, lines: 80, what: 'a page' },
  { room: /^payload\.config\.ts$/, lines: 80, what: 'payload.config.ts' },
];
const DATA_OR_GENERATED = /^(migrations\/|samples\/|payload-types\.ts$|cms\/app\/\(payload\)\/admin\/importMap\.js$)/;

/** Everything else takes what it needs as a parameter. */
const READS_ENVIRONMENT =
  /^(env\.ts|rose\.mjs|deploy\/.*|payload\.config\.ts|astro\.config\.mjs|vitest\.config\.ts|cms\/next\.config\.mjs)$/;
const FRONT_DOOR = /^((plugins|services)\/[^/]+|migrations)\/index\.ts$/;
const NAMED_BY_NEXT = /^cms\//;

export function checkManners(files: readonly SourceFile[]): Breach[] {
  return files.flatMap((file) => [
    ...checkLength(file),
    ...checkEnvironment(file),
    ...checkNames(file),
    ...checkSpecifiers(file),
    ...checkMarkers(file),
    ...checkBarrel(file),
  ]);
}

function checkLength({ path: file, lines }: SourceFile): Breach[] {
  if (DATA_OR_GENERATED.test(file)) return [];
  const special = MOST_LINES_OF.find(({ room }) => room.test(file));
  const most = special?.lines ?? MOST_LINES;
  return lines <= most ? [] : [{ rule: 'length', file, says: `has ${lines} lines; ${special?.what ?? 'a file'} has at most ${most}` }];
}

function checkEnvironment({ path: file, text }: SourceFile): Breach[] {
  if (READS_ENVIRONMENT.test(file) || /^(tests|bench)\//.test(file) || isTestFile(file)) return [];
  return /\bprocess\.env\b|\bimport\.meta\.env\b/.test(stripComments(text))
    ? [{ rule: 'environment', file, says: 'reads the environment; only env.ts does' }]
    : [];
}

function checkNames({ path: file }: SourceFile): Breach[] {
  const name = path.posix.basename(file);
  const breaches: Breach[] = [];
  if (/(^|[-./])(manager|helper|helpers|util|utils|misc)([-./]|$)/i.test(file))
    breaches.push({ rule: 'names', file, says: 'is named for nothing in particular' });
  if (name === 'index.ts' && !FRONT_DOOR.test(file) && !/^sites\/[^/]+\/pages\//.test(file)) {
    breaches.push({ rule: 'barrels', file, says: 'is an index.ts; only the front door of a plugin or service is' });
  }
  const isPage = /^sites\/[^/]+\/pages\//.test(file);
  const isComponent = file.endsWith('.astro') && !isPage;
  const ok = isComponent
    ? /^[A-Z][A-Za-z0-9]*\.astro$/.test(name)
    : NAMED_BY_NEXT.test(file) || isPage || /^[a-z0-9]+([-_.][a-z0-9]+)*\.[a-z]+$/.test(name);
  if (!ok) breaches.push({ rule: 'names', file, says: isComponent ? 'is a component and not PascalCase' : 'is not kebab-case' });
  return breaches;
}

function checkSpecifiers({ path: file, imports }: SourceFile): Breach[] {
  return imports.flatMap(({ to }): Breach[] => {
    if (/^(@\/|~|#)/.test(to)) return [{ rule: 'aliases', file, says: `imports ${to}; a path says where it leads` }];
    if (to === '@payload-config' && !file.startsWith('cms/'))
      return [{ rule: 'aliases', file, says: 'imports @payload-config; only Next needs that name' }];
    if (to.startsWith('.') && !/\.(ts|tsx|mjs|js|astro|css|json|svg|txt|woff2)(\?[a-z&]+)?$/.test(to)) {
      return [{ rule: 'extensions', file, says: `imports ${to} without its extension` }];
    }
    return [];
  });
}

function checkMarkers({ path: file, text }: SourceFile): Breach[] {
  return /(^|[^@\w])(TODO|FIXME|XXX|HACK)\b/.test(commentsOf(text))
    ? [{ rule: 'markers', file, says: 'has a marker other than @NOTE and @TODO' }]
    : [];
}

function checkBarrel({ path: file, text }: SourceFile): Breach[] {
  if (!file.endsWith('.ts') || file.startsWith('migrations/')) return [];
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const isBarrel = statements.length > 1 && statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
  return isBarrel ? [{ rule: 'barrels', file, says: 'only passes on what others export' }] : [];
}

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');
}

function commentsOf(text: string): string {
  return [...text.matchAll(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*$/gm)].map(([comment]) => comment).join('\n');
}
