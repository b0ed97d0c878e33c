import type { IngestBatch, IngestRecord, IngestResult } from '../../contracts/ingest.ts';
import type { Import } from './import.ts';
import { countLinks } from './remains.ts';
import type { Row } from './spool.ts';

/** So many records share a transaction; when one of them fails, they are written one by one. */
const BATCH = 50;

export interface ImportProgress {
  readonly table: string;
  readonly done: number;
  readonly total: number;
}

export interface TableStep<Kind extends IngestRecord> {
  readonly table: string;
  readonly run: Import;
  readonly dryRun: boolean;
  readonly toRecord: (row: Row, run: Import) => Kind | null | Promise<Kind | null>;
  readonly ingest: (batch: IngestBatch) => Promise<IngestResult>;
  readonly onRecord: (row: Row, record: Kind, id: string | null) => void;
  readonly onProgress: ((progress: ImportProgress) => void) | undefined;
}

/** Hands one table, batch by batch, to the domain that owns its records, and notes what it answered. */
export async function ingestTable<Kind extends IngestRecord>({
  table,
  run,
  dryRun,
  toRecord,
  ingest,
  onRecord,
  onProgress,
}: TableStep<Kind>): Promise<void> {
  const { reporter, spool } = run;
  const total = reporter.report.found[table] ?? 0;
  const seen = new Set<string>();
  let done = 0;
  let waiting: { row: Row; record: Kind }[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const { records } = await ingest({ dryRun, records: waiting.map(({ record }) => record) });
    for (const [index, { row, record }] of waiting.entries()) {
      const result = records[index];
      if (!result) throw new Error(`The ${table} domain did not answer for ${record.source.id}.`);
      const id = String(row.id);
      for (const message of result.warnings) reporter.warn(table, id, message);
      if (result.outcome.type === 'skipped') reporter.skip(table, id, result.outcome.reason);
      else {
        reporter.count(result.outcome.type, table);
        onRecord(row, record, result.outcome.id);
      }
      countLinks(run, table, id, result.outcome.type);
    }
    waiting = [];
  };
  for (const row of spool.list(table)) {
    const record = await toRecord(row, run);
    if (record && seen.has(record.source.id))
      reporter.skip(table, String(row.id), 'The same id stands in the file twice; the first was taken.');
    else if (record) waiting.push({ row, record });
    else countLinks(run, table, String(row.id), 'skipped');
    if (record) seen.add(record.source.id);
    if (waiting.length >= BATCH) await flush();
    onProgress?.({ table, done: ++done, total });
  }
  await flush();
}
