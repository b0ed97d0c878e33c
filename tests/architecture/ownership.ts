import type { SourceFile } from './files.ts';
import { type Breach, isTestFile } from './floors.ts';

const WRITES = /\.(create|update|updateByID|delete|deleteByID|restoreVersion|duplicate)\(\s*\{[^}]*?\bcollection:\s*['"]([a-z-]+)['"]/g;
const SQL_WRITES = /\b(?:insert\s+into|update|delete\s+from)\s+"?([a-z_]+)"?\s/gi;

/** Which domain owns which collection, read from the folder its definition stands in. */
export function toOwners(files: readonly SourceFile[]): Map<string, string> {
  const owners = new Map<string, string>();
  for (const file of files) {
    const domain = /^collections\/([^/]+)\//.exec(file.path)?.[1];
    if (!domain || isTestFile(file.path)) continue;
    for (const [, slug] of file.text.matchAll(/\bslug:\s*'([a-z-]+)'(?!\s*\|)/g)) if (slug) owners.set(slug, domain);
  }
  return owners;
}

/** A domain writes its own collections only, by the Local API or by SQL; sites name no collection at all. */
export function checkOwnership(files: readonly SourceFile[]): Breach[] {
  const owners = toOwners(files);
  const tables = new Map([...owners].map(([slug, domain]) => [slug.replaceAll('-', '_'), domain]));
  return files.flatMap((file) => {
    if (isTestFile(file.path)) return [];
    const domain = /^services\/([^/]+)\//.exec(file.path)?.[1];
    const isDoor = /^plugins\//.test(file.path);
    if (/^sites\//.test(file.path) && /\bcollection:\s*['"]/.test(file.text)) {
      return [{ rule: 'ownership', file: file.path, says: 'names a collection; a site asks a service' }];
    }
    if (!domain && !isDoor) return [];
    const foreign = (owner: string | undefined) => owner !== undefined && owner !== domain && owner !== 'shared';
    const byApi = [...file.text.matchAll(WRITES)].flatMap(([, verb, slug]) =>
      foreign(owners.get(slug ?? '')) ? [`${verb}s ${slug}, which ${owners.get(slug ?? '')} owns`] : [],
    );
    const bySql = [...file.text.matchAll(SQL_WRITES)].flatMap(([statement, table]) =>
      foreign(tables.get(table ?? '')) && isStatement(statement)
        ? [`writes the table ${table}, which ${tables.get(table ?? '')} owns`]
        : [],
    );
    return [...byApi, ...bySql].map((says) => ({ rule: 'ownership', file: file.path, says }));
  });
}

/** SQL in this house is lower case; prose that happens to say "Update users " is not SQL. */
function isStatement(text: string): boolean {
  return text === text.toLowerCase();
}
