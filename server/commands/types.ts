import { generateAll } from './generated.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** `types`: writes what is generated from the collections. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  parseOptions(args, { words: 0 });
  const changed = await generateAll(root);
  process.stdout.write(changed.length === 0 ? 'Every generated file was as generated.\n' : `written: ${changed.join(', ')}\n`);
  return 0;
}
