import { expect, test } from 'vitest';
import { Misuse } from '../sentence.ts';
import { parseOptions } from './options.ts';

test('flags, values and words are told apart', () => {
  expect(parseOptions(['a', '--json', '--project', 'unit', '--project=gates', 'b'], { flags: ['json'], values: ['project'] })).toEqual({
    flags: { json: true },
    values: { project: ['unit', 'gates'] },
    words: ['a', 'b'],
  });
});

test('what a command does not know is a misuse, told in one sentence', () => {
  const refusal = (args: string[], words?: number) => {
    try {
      parseOptions(args, { flags: ['force'], values: ['project'], ...(words === undefined ? {} : { words }) });
    } catch (error) {
      expect(error).toBeInstanceOf(Misuse);
      return (error as Misuse).message;
    }
    return undefined;
  };
  expect(refusal(['--force', 'word'])).toBeUndefined();
  expect(refusal(['--froce'])).toBe("Unknown option '--froce'. `--help` lists what there is.");
  expect(refusal(['--force=yes'])).toMatch(/^Option '--force' does not take an argument\. `--help`/);
  expect(refusal(['--project'])).toMatch(/^Option '--project <value>' argument missing\. `--help`/);
  expect(refusal(['word'], 0)).toBe('“word” means nothing here. `--help` lists what there is.');
});
