import path from 'node:path';
import { createMigration } from '../migrations.ts';
import { Sentence } from '../sentence.ts';
import { withEmptyPayload } from './generated.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** `migrations create NAME`: writes the step from the last snapshot to the collections as they are. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const [verb, name, ...more] = parseOptions(args, {}).words;
  if (verb !== 'create' || name === undefined || more.length > 0)
    throw new Sentence('Say `migrations create NAME`, with a name such as add_tiers.');
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Sentence(`“${name}” is no name for a migration: small letters, digits and underscores, such as add_tiers.`);
  const made = await withEmptyPayload(root, (_config, payload) => createMigration(payload, name));
  process.stdout.write(
    made === null
      ? 'The collections are as the last migration left them; nothing to write.\n'
      : `written: ${path.relative(root, made)}; read it before you commit it.\n`,
  );
  return 0;
}
