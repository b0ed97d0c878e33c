import { toChildEnv } from '../../env.ts';
import { spawnTied } from '../tied-process.ts';

export interface ProgramOutcome {
  code: number;
  output: string;
}

/** Runs a script of node_modules with the running Node and gathers what it says; it cannot outlive us. */
export async function runScript(
  root: string,
  script: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramOutcome> {
  const lines: string[] = [];
  const { ended } = spawnTied({
    command: [process.execPath, ...script],
    end: 'kill',
    cwd: root,
    env: toChildEnv(env),
    onLine: (line) => lines.push(line),
  });
  return { code: await ended, output: lines.join('\n') };
}
