import type { Import } from './import.ts';
import type { Row } from './spool.ts';
import { isRead, LINK_TABLES, REFERENCE_TABLES } from './tables.ts';

/** Link tables by the table whose record takes them in. */
function linkTablesOf(table: string): string[] {
  if (table === 'posts') return LINK_TABLES.filter((name) => name !== 'roles_users');
  return table === 'users' ? ['roles_users'] : [];
}

/** Rows of link tables share the fate of the record they belong to. */
export function countLinks(run: Import, table: string, id: string, outcome: 'written' | 'unchanged' | 'skipped'): void {
  for (const link of linkTablesOf(table)) {
    for (const row of run.spool.listOf(link, id)) {
      const missing = outcome === 'skipped' ? `Its record (${table} ${id}) was skipped.` : toMissing(run, link, row);
      if (missing) run.reporter.skip(link, String(row.id ?? ''), missing);
      else if (outcome !== 'skipped') run.reporter.count(outcome, link);
    }
  }
}

/** The other end of a link, when that did not come along. */
function toMissing(run: Import, link: string, row: Row): string | null {
  const other = String(row.tag_id ?? row.author_id ?? row.product_id ?? row.role_id ?? '');
  const isThere =
    link === 'posts_meta' ||
    (link === 'posts_tags' && run.tags.has(other)) ||
    (link === 'posts_authors' && run.authors.has(other)) ||
    (link === 'posts_products' && run.spool.find('products', other)) ||
    (link === 'roles_users' && run.spool.find('roles', other));
  return isThere ? null : `It leads to ${other || 'nothing'}, which did not come along.`;
}

/** Says of every table and link that has not become something here what became of it. */
export function reportLeftOvers(run: Import): void {
  const { reporter, spool } = run;
  for (const [owner, links] of [
    ['posts', linkTablesOf('posts')],
    ['users', linkTablesOf('users')],
  ] as const) {
    for (const link of links) {
      for (const row of spool.listOrphans(link, owner)) {
        reporter.skip(link, String(row.id ?? ''), `It belongs to a record of ${owner} that is not in the file.`);
      }
    }
  }
  for (const origin of run.foreignOrigins) {
    reporter.warn(
      'media',
      origin,
      `Bodies name files at ${origin}. If that is the old site, import again with --old-url ${origin}: links to it will then lead here.`,
    );
  }
  for (const [table, rows] of Object.entries(reporter.report.found)) {
    if (rows === 0 || (isRead(table) && !REFERENCE_TABLES.has(table))) continue;
    if (table === 'roles') reporter.warn(table, '', 'Read for the roles of staff; roles themselves are not records here.');
    else reporter.warn(table, '', 'kept for a later version: not imported');
  }
  if (reporter.report.found.members) {
    reporter.warn('members', '', 'Only names and addresses came along; labels, notes, newsletters and tiers are kept for a later version.');
  }
}
