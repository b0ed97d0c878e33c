import { createInterface } from 'node:readline';
import { startEmbeddedPostgres } from '../../server/postgres/embedded.ts';

/** A process of its own that runs an embedded Postgres: says `url …` or `refused …`, ends orderly on a line. */
try {
  const postgres = await startEmbeddedPostgres(JSON.parse(process.argv[2] ?? '{}'));
  process.stdout.write(`url ${postgres.url} joined ${postgres.joined}\n`);
  createInterface({ input: process.stdin }).once('line', async () => {
    await postgres.stop();
    process.exit(0);
  });
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
