import { ensureBuilt } from '../build.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** `build`: the admin and the six sites, as far as they changed. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const { flags } = parseOptions(args, { flags: ['force'], words: 0 });
  const built = await ensureBuilt({
    root,
    force: flags.force,
    onBuilt: ({ name, seconds }) => process.stdout.write(`${name.padEnd(24)} ${seconds.toFixed(1)} s\n`),
  });
  if (built.length === 0) process.stdout.write('Everything was built from these files already.\n');
  return 0;
}
