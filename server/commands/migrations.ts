import path from 'node:path';
import { listBesidePayload, writeBesidePayload } from '../beside-payload.ts';
import { createMigration } from '../migrations.ts';
import { Misuse } from '../sentence.ts';
import { withEmptyPayload } from './generated.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/**
 * `migrations create NAME`: writes the step from the last snapshot to the collections as they are.
 * `migrations list`: writes down what the migrations make by hand, which `check` compares.
 */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const [verb, name, ...more] = parseOptions(args, {}).words;
  if (verb === 'list' && name === undefined) return list(root);
  if (verb !== 'create' || name === undefined || more.length > 0)
    throw new Misuse('Say `migrations create NAME`, with a name such as add_tiers, or `migrations list`.');
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Misuse(`“${name}” is no name for a migration: small letters, digits and underscores, such as add_tiers.`);
  const made = await withEmptyPayload(root, (_config, payload) => createMigration(payload, name));
  process.stdout.write(
    made === null
      ? 'The collections are as the last migration left them; nothing to write.\n'
      : `written: ${path.relative(root, made)}; read it before you commit it.\n`,
  );
  return 0;
}

async function list(root: string): Promise<number> {
  const lines = await withEmptyPayload(root, (_config, payload, databaseUrl) => listBesidePayload(payload, databaseUrl));
  const isNew = writeBesidePayload(root, lines);
  process.stdout.write(
    isNew ? 'written: migrations/beside-payload.txt; read it before you commit it.\n' : 'The list is as it should be.\n',
  );
  return 0;
}
