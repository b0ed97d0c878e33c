/** What an import did, table by table of the export. Every row is in exactly one of written, unchanged, skipped, or is in a table named in the warnings. */
export interface ImportReport {
  readonly found: Record<string, number>;
  readonly written: Record<string, number>;
  readonly unchanged: Record<string, number>;
  readonly skipped: { table: string; id: string; reason: string }[];
  readonly warnings: { table: string; id: string; message: string }[];
}

export interface Reporter {
  readonly report: ImportReport;
  count(kind: 'found' | 'written' | 'unchanged', table: string, rows?: number): void;
  skip(table: string, id: string, reason: string): void;
  warn(table: string, id: string, message: string): void;
}

export function createReporter(): Reporter {
  const report: ImportReport = { found: {}, written: {}, unchanged: {}, skipped: [], warnings: [] };
  return {
    report,
    count: (kind, table, rows = 1) => {
      report[kind][table] = (report[kind][table] ?? 0) + rows;
    },
    skip: (table, id, reason) => {
      report.skipped.push({ table, id, reason });
    },
    warn: (table, id, message) => {
      report.warnings.push({ table, id, message });
    },
  };
}

/** Nothing was read and nothing written; the message is one sentence for the person at the keyboard. */
export class UnreadableExport extends Error {}
