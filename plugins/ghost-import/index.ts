import type { IngestBatch, IngestRecord, IngestResult, UserRecord } from '../../contracts/ingest.ts';
import type { Services } from '../../contracts/services.ts';
import { createAddressChanger, listFiles } from './addresses.ts';
import type { Import } from './import.ts';
import { type ImportProgress, ingestTable } from './ingest-table.ts';
import { toMember, toStaff } from './people.ts';
import { toPost } from './posts.ts';
import { reportLeftOvers } from './remains.ts';
import { createReporter, type ImportReport } from './report.ts';
import { createSourceIds } from './source.ts';
import { type Row, type Spool, spoolExport } from './spool.ts';
import { toTag } from './subjects.ts';

export interface ImportOptions {
  readonly file: string;
  /** Reads, compares and reports; writes nothing. */
  readonly dryRun?: boolean;
  /** Address of the old site, where the export does not say it: files keep it, links lose it. */
  readonly oldUrl?: string | null;
  readonly services: Services;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/**
 * Brings a Ghost export (0.x to 6) into the house and says what became of every row. Safe to run again
 * at any time, also after it was killed: what is here and unchanged is left alone, what was edited here
 * is never overwritten. Mails nobody and federates nothing. Throws `UnreadableExport` before anything
 * was written when the file is no whole export.
 */
export async function importGhost({ file, dryRun = false, oldUrl, services, onProgress }: ImportOptions): Promise<ImportReport> {
  const reporter = createReporter();
  const spool = await spoolExport(file, reporter);
  try {
    const run = createImport(spool, reporter, oldUrl);
    const step = <Kind extends IngestRecord>(
      table: string,
      toRecord: (row: Row, run: Import) => Kind | null | Promise<Kind | null>,
      ingest: (batch: IngestBatch) => Promise<IngestResult>,
      onRecord: (row: Row, record: Kind, id: string | null) => void = () => {},
    ) => ingestTable({ table, run, dryRun, toRecord, ingest, onRecord, onProgress });
    const remember = (row: Row, record: UserRecord, id: string | null) =>
      run.authors.set(String(row.id), { sourceId: record.source.id, id });

    await step('users', toStaff, (batch) => services.account.ingest(batch), remember);
    await step(
      'tags',
      toTag,
      (batch) => services.blog.ingest(batch),
      (row, record) => run.tags.set(String(row.id), record.source.id),
    );
    await step('posts', toPost, (batch) => services.blog.ingest(batch));
    await step('members', toMember, (batch) => services.account.ingest(batch));
    reportLeftOvers(run);
    return reporter.report;
  } finally {
    spool.close();
  }
}

function createImport(spool: Spool, reporter: Import['reporter'], given: string | null | undefined): Import {
  const setting = [...spool.list('settings')].find((row) => row.key === 'url')?.value;
  const oldUrl = given ?? (typeof setting === 'string' && URL.canParse(setting) ? setting : null);
  const foreignOrigins = new Set<string>();
  return {
    spool,
    reporter,
    foreignOrigins,
    toSourceId: createSourceIds(spool),
    toOurs: createAddressChanger(oldUrl),
    meetFiles: (record) => {
      for (const address of listFiles(JSON.stringify(record))) {
        if (!spool.meet(address)) continue;
        reporter.warn('media', address, 'Not in an export: the page points at its old address.');
        const origin = toOrigin(address);
        if (origin && origin !== toOrigin(oldUrl) && foreignOrigins.size < 5) foreignOrigins.add(origin);
      }
    },
    authors: new Map(),
    tags: new Map(),
    now: new Date().toISOString(),
  };
}

function toOrigin(url: string | null): string | null {
  return url ? (URL.parse(url)?.origin ?? null) : null;
}
