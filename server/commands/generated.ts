import fs from 'node:fs';
import path from 'node:path';
import { generateImportMap, getPayload, type SanitizedConfig } from 'payload';
import { generateTypes } from 'payload/node';
import { tellConfigFiles } from '../../env.ts';
import { createLog } from '../../platform/log.ts';
import { surviveLostConnections } from '../../platform/lost-connections.ts';
import { findUnlisted, listBesidePayload } from '../beside-payload.ts';
import { closePayload } from '../boot.ts';
import { hasDrift } from '../migrations.ts';
import { startEmbeddedPostgres } from '../postgres/embedded.ts';

const FILES = ['payload-types.ts', 'cms/app/(payload)/admin/importMap.js'];

/** Writes payload-types.ts and the admin's import map; answers the files that changed. */
export async function generateAll(root: string): Promise<string[]> {
  // no database decides what is generated, so none is started
  return generate(root, await loadConfig(root, 'postgresql://nobody@127.0.0.1:1/none'));
}

/** A sentence for every generated file that is not as generated; leaves all as it was. */
export async function findStale(root: string): Promise<string[]> {
  return withEmptyPayload(root, async (config, payload, databaseUrl) => {
    const before = readAll(root);
    const problems: string[] = [];
    try {
      for (const file of await generate(root, config)) problems.push(`${file} is not as generated: run \`npm run types\`.`);
    } finally {
      for (const [file, text] of Object.entries(before)) {
        if (text !== undefined) fs.writeFileSync(path.join(root, file), text);
      }
    }
    if (await hasDrift(payload)) {
      problems.push('The collections have changed since the last migration: run `node rose.mjs migrations create NAME`.');
    } else {
      problems.push(...findUnlisted(root, await listBesidePayload(payload, databaseUrl)));
    }
    return problems;
  });
}

/** Payload on an empty database that goes away again: for questions about the collections alone. */
export async function withEmptyPayload<T>(
  root: string,
  work: (config: SanitizedConfig, payload: Awaited<ReturnType<typeof getPayload>>, databaseUrl: string) => Promise<T>,
): Promise<T> {
  const postgres = await startEmbeddedPostgres({ ephemeral: true });
  try {
    const config = await loadConfig(root, postgres.url);
    const payload = await getPayload({ config, disableOnInit: true });
    // The database goes away before its pool has closed its last connection.
    surviveLostConnections(payload.db.pool, createLog({ level: 'silent' }));
    try {
      return await work(config, payload, postgres.url);
    } finally {
      await closePayload(payload);
    }
  } finally {
    await postgres.stop();
  }
}

async function generate(root: string, config: SanitizedConfig): Promise<string[]> {
  const before = readAll(root);
  await generateTypes(config, { log: false });
  await generateImportMap(config, { log: false, force: true });
  const after = readAll(root);
  return FILES.filter((file) => before[file] !== after[file]);
}

async function loadConfig(root: string, databaseUrl: string): Promise<SanitizedConfig> {
  const place = { root, domain: 'rose.localhost', port: 3000, publicScheme: 'http' } as const;
  // nothing is kept that this secret or folder would matter to
  tellConfigFiles({ ...place, secret: 'no secret, only the shape of things', dataDir: path.join(root, '.rose/data') }, databaseUrl);
  const { default: config } = await import('../../payload.config.ts');
  return config;
}

function readAll(root: string): Record<string, string | undefined> {
  const read = (file: string) => {
    const full = path.join(root, file);
    return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : undefined;
  };
  return Object.fromEntries(FILES.map((file) => [file, read(file)]));
}
