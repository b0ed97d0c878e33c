import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { readEnv } from '../../env.ts';
import { stepBack } from '../../platform/step-back.ts';
import { importGhost } from '../../plugins/ghost-import/index.ts';
import type { ImportProgress } from '../../plugins/ghost-import/ingest-table.ts';
import { refuseOtherFiles } from '../../plugins/ghost-import/reader.ts';
import { type ImportReport, UnreadableExport } from '../../plugins/ghost-import/report.ts';
import { boot } from '../boot.ts';
import { claimDataFolder } from '../data-folder.ts';
import { startEmbeddedPostgres } from '../postgres/embedded.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly oldUrl?: string;
}

/**
 * `import ghost FILE`: brings a Ghost export along and prints what became of it. Exit code 0 when every
 * row came, 1 when some were skipped, 2 when nothing was read: a missing file, or no Ghost export.
 * A running `start` may go on: its embedded Postgres is used.
 */
export async function importGhostCommand(argv: string[]): Promise<number> {
  const command = new Command('import ghost')
    .argument('<file>', 'the .json that Ghost exported')
    .option('--dry-run', 'say what would happen and write nothing')
    .option('--json', 'print the report as JSON and nothing else')
    .option('--old-url <address>', 'address of the old site, such as https://example.org: links to it will lead here')
    .exitOverride();
  try {
    command.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const file = path.resolve(String(command.args[0]));
  const options = command.opts<Options>();
  try {
    await refuseOtherFiles(file);
    const report = await withHouse((services) =>
      importGhost({
        file,
        dryRun: options.dryRun === true,
        oldUrl: toUrl(options.oldUrl),
        services,
        onProgress: options.json || !process.stderr.isTTY ? undefined : showProgress,
      }),
    );
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : toText(report, options.dryRun === true));
    return report.skipped.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UnreadableExport)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function withHouse<T>(work: (services: Awaited<ReturnType<typeof boot>>['services']) => Promise<T>): Promise<T> {
  const env = readEnv();
  if (!env.databaseUrl) claimDataFolder(env.dataDir);
  const database = env.databaseUrl
    ? { url: env.databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: path.join(env.dataDir, 'postgres'), join: true });
  try {
    const house = await boot({ env, databaseUrl: database.url });
    stepBack(env.databaseUrl === undefined ? house.payload.db.pool : null);
    try {
      return await work(house.services);
    } finally {
      await house.close();
    }
  } finally {
    await database.stop();
  }
}

function toUrl(given: string | undefined): string | null {
  if (given === undefined) return null;
  const url = URL.parse(given);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UnreadableExport(`--old-url is no address: ${given}. Write it as https://example.org.`);
  return given;
}

function showProgress({ table, done, total }: ImportProgress): void {
  if (done % 50 === 0 || done === total) process.stderr.write(`\r${table}: ${done} of ${total}${done === total ? '\n' : ''}`);
}

function toText({ found, written, unchanged, skipped, warnings }: ImportReport, isDry: boolean): string {
  const rows = Object.keys(found).map((table) => [
    table,
    found[table] ?? 0,
    written[table] ?? 0,
    unchanged[table] ?? 0,
    skipped.filter((row) => row.table === table).length,
  ]);
  const head = ['', 'found', isDry ? 'to write' : 'written', 'unchanged', 'skipped'];
  const lines = [head, ...rows].map(
    ([name, ...counts]) => String(name).padEnd(26) + counts.map((count) => String(count).padStart(10)).join(''),
  );
  return [
    ...lines,
    ...(skipped.length > 0 ? ['', 'Skipped:', ...skipped.map(({ table, id, reason }) => `  ${table} ${id}: ${reason}`)] : []),
    ...(warnings.length > 0
      ? ['', 'To know:', ...warnings.map(({ table, id, message }) => `  ${`${table} ${id}`.trim()}: ${message}`)]
      : []),
    ...(isDry ? ['', 'This was a dry run: nothing was written.'] : []),
    '',
  ].join('\n');
}
