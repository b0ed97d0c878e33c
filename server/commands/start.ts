import { readEnv } from '../../env.ts';
import { openGround } from '../ground.ts';
import { waitForEnd } from '../signals.ts';
import { type CommandPlace, parseOptions } from './options.ts';

/** Database, migrations, sample content, build, and everything served; runs until a signal. */
export async function run(args: string[], { onLoaded }: CommandPlace): Promise<number> {
  parseOptions(args, { words: 0 });
  const env = readEnv();
  const ground = await openGround(env);
  const { startHouse } = await import('../house.ts');
  const house = await startHouse({ ground, dev: false, say: (line) => process.stdout.write(`${line}\n`) });
  const ended = waitForEnd(house);
  // Now, not at the end: there is none to see after a kill -9.
  onLoaded();
  return ended;
}
