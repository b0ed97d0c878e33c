import { Misuse } from '../sentence.ts';
import { importGhostCommand } from './import-ghost.ts';

/** `import SYSTEM FILE`: what another system exported; Ghost is the one there is. */
export async function run(args: string[]): Promise<number> {
  const [system, ...rest] = args;
  if (system !== 'ghost') throw new Misuse('Say what to import and from which file: node rose.mjs import ghost FILE.');
  return importGhostCommand(rest);
}
