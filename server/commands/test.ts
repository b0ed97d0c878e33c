import { startVitest, type TestModule } from 'vitest/node';
import { type CommandPlace, parseOptions } from './options.ts';

/** `test`: every suite in the order of vitest.config.ts, or the files and suites named. */
export async function run(args: string[], { root }: CommandPlace): Promise<number> {
  const { words, values } = parseOptions(args, { values: ['project', 'testNamePattern'] });
  const vitest = await startVitest('test', words, {
    root,
    run: true,
    watch: false,
    ...(values.project ? { project: values.project } : {}),
    ...(values.testNamePattern?.[0] ? { testNamePattern: values.testNamePattern[0] } : {}),
  });
  const { passed, failed } = count(vitest.state.getTestModules());
  // errors outside any test, and what the reporters refuse (skipped without a reason, not run in CI), are failures too
  const beside = vitest.state.getUnhandledErrors().length;
  const refused = process.exitCode !== undefined && process.exitCode !== 0;
  await vitest.close();
  const sum = failed + beside > 0 || !refused ? failed + beside : 1;
  process.stdout.write(`${passed} passed, ${sum} failed\n`);
  return sum > 0 ? 1 : 0;
}

/** A file that could not be loaded counts as one failure. */
function count(modules: readonly TestModule[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const module of modules) {
    const states = [...module.children.allTests()].map((test) => test.result().state);
    passed += states.filter((state) => state === 'passed').length;
    const here = states.filter((state) => state === 'failed').length;
    failed += here === 0 && module.state() === 'failed' ? 1 : here;
  }
  return { passed, failed };
}
