import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Misuse } from '../sentence.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** What a benchmark answers: figures by name, in the order in which they should be read. */
type Figures = Readonly<Record<string, number | string>>;

/** What `bench/<name>.ts` exports. Whatever it has to tell meanwhile goes through `say`. */
interface Bench {
  /** Whether `--posts` means something to it. */
  readonly takesPosts?: boolean;
  run(place: { root: string; say: (line: string) => void; posts?: number }): Promise<Figures>;
}

/** `bench NAME [--json] [--posts N]`: with --json one object on standard output, and nothing else there. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const { flags, values, words } = parseOptions(args, { flags: ['json'], values: ['posts'] });
  const folder = path.join(root, 'bench');
  const names = fs
    .readdirSync(folder)
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const [name, ...more] = words;
  if (name === undefined || more.length > 0 || !names.includes(name)) throw new Misuse(`Say which benchmark: ${names.join(', ')}.`);
  const posts = values.posts?.at(-1);
  if (posts !== undefined && !/^[1-9]\d{0,5}$/.test(posts)) throw new Misuse('Say how many posts: --posts with a number from 1 to 999999.');
  const bench: Bench = await import(pathToFileURL(path.join(folder, `${name}.ts`)).href);
  if (posts && !bench.takesPosts) throw new Misuse(`“${name}” measures the sample content: --posts means nothing to it.`);
  const figures = await bench.run({ root, say: (line) => process.stderr.write(`${line}\n`), ...(posts ? { posts: Number(posts) } : {}) });
  if (flags.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else for (const [figure, value] of Object.entries(figures)) process.stdout.write(`${figure.padEnd(24)} ${value}\n`);
  return 0;
}
