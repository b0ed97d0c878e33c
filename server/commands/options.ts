import { parseArgs } from 'node:util';
import { Misuse } from '../sentence.ts';

/** What every command is given besides its arguments. */
export interface CommandPlace {
  /** Folder of the project; absolute. */
  root: string;
  /** To be called when everything is loaded: what was found out by loading it is kept for the next time. */
  onLoaded: () => void;
}

/** Splits arguments into flags, options with a value, and words, `known.words` of them at most; refuses what the command does not know. */
export function parseOptions<Flag extends string = never, Value extends string = never>(
  args: string[],
  known: { flags?: readonly Flag[]; values?: readonly Value[]; words?: number },
): { flags: Record<Flag, boolean>; values: Partial<Record<Value, string[]>>; words: string[] } {
  const { flags = [], values = [], words = Number.POSITIVE_INFINITY } = known;
  try {
    const parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' as const }])),
        ...Object.fromEntries(values.map((name) => [name, { type: 'string' as const, multiple: true as const }])),
      },
    });
    const [tooMany] = parsed.positionals.slice(words);
    if (tooMany !== undefined) throw new Error(`“${tooMany}” means nothing here`);
    const given: Record<string, unknown> = parsed.values;
    return {
      flags: Object.fromEntries(flags.map((name) => [name, given[name] === true])) as Record<Flag, boolean>,
      values: Object.fromEntries(values.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]))) as Partial<
        Record<Value, string[]>
      >,
      words: parsed.positionals,
    };
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Misuse(`${first.replace(/\.$/, '')}. \`--help\` lists what there is.`);
  }
}
