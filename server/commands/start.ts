import { readEnv } from '../../env.ts';
import { startHouse } from '../house.ts';
import { waitForEnd } from '../signals.ts';

/** Database, migrations, sample content, build, and everything served; runs until a signal. */
export async function run(): Promise<number> {
  const env = readEnv();
  const house = await startHouse({ env, dev: false, say: (line) => process.stdout.write(`${line}\n`) });
  return waitForEnd(house);
}
