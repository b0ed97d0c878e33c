import fs from 'node:fs';
import { findStale } from './generated.ts';
import { type CommandPlace, parseOptions } from './options.ts';
import { runScript } from './programs.ts';

interface Check {
  name: string;
  /** What is wrong, ready to be read, or nothing. */
  run: () => Promise<string | undefined>;
}

const BIOME = 'node_modules/@biomejs/biome/bin/biome';
const PRETTIER = 'node_modules/prettier/bin/prettier.cjs';
const TSC = 'node_modules/typescript/bin/tsc';

/** `check`: everything that can be said of the sources without running them; says all that is wrong, not only the first. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const { flags } = parseOptions(args, { flags: ['write'], words: 0 });
  const script = async (command: string[], env: Record<string, string> = {}) => {
    const { code, output } = await runScript(root, command, env);
    return code === 0 ? undefined : output;
  };
  const pages = fs.globSync('sites/**/*.astro', { cwd: root }).sort();
  const checks: Check[] = [
    {
      name: 'lint and format',
      run: () =>
        script([
          BIOME,
          'check',
          ...(flags.write ? ['--write'] : []),
          '--error-on-warnings',
          '--diagnostic-level=warn',
          '--max-diagnostics=50',
        ]),
    },
    { name: 'format of pages', run: () => script([PRETTIER, flags.write ? '--write' : '--check', '--log-level=warn', ...pages]) },
    { name: 'types', run: () => script([TSC, '-p', 'tsconfig.json', '--noEmit', '--pretty', 'false']) },
    {
      name: 'types of the admin',
      run: () => script([TSC, '-p', 'cms/tsconfig.json', '--noEmit', '--incremental', 'false', '--pretty', 'false']),
    },
    {
      name: 'types of the sites',
      run: () =>
        script(['node_modules/astro/bin/astro.mjs', 'check', '--tsconfig', 'sites/tsconfig.json', '--minimumSeverity', 'warning'], {
          SITE: 'blog',
          ASTRO_TELEMETRY_DISABLED: '1',
          NO_COLOR: '1',
        }),
    },
    { name: 'structure', run: () => script(['node_modules/vitest/vitest.mjs', 'run', '--project', 'architecture', '--reporter=default']) },
    { name: 'generated files', run: async () => (await findStale(root)).join('\n') || undefined },
  ];

  let failed = 0;
  for (const check of checks) {
    const began = performance.now();
    const problem = await check.run().catch((error: unknown) => String(error instanceof Error ? error.stack : error));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${check.name.padEnd(24)} ${seconds} s${problem === undefined ? '' : '  failed'}\n`);
    if (problem === undefined) continue;
    failed += 1;
    process.stdout.write(`\n${problem.trim()}\n\n`);
  }
  process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
  return failed > 0 ? 1 : 0;
}
