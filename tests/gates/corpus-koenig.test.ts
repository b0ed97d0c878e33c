import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { toHtml } from '../../core/richtext/to-html.ts';
import { listLosses, toFingerprint } from './difference.ts';
import { CORPUS, type Compared, compare, importBody, isWithin, type Pair, readPairs } from './koenig.ts';
import { compareLedger, readLedger } from './ledger.ts';
import { toPlainMobiledoc } from './mobiledoc.ts';
import { normalise } from './normalise.ts';
import { plantLosses } from './planted.ts';

const isThere = existsSync(CORPUS);
if (!isThere) console.warn(`The pairs of Ghost's editor are not in ${CORPUS}: their checks did not run.`);
const pairs: readonly Pair[] = isThere ? readPairs() : [];

describe.runIf(isThere)('cards and documents as Ghost renders them', () => {
  const compared: Compared[] = [];
  beforeAll(async () => {
    for (const pair of pairs) compared.push(await compare(pair));
  }, 120_000);

  const ledger = readLedger(new URL('./corpus-koenig.txt', import.meta.url));
  const toKey = (one: Compared) => `${one.name} ${toFingerprint(one)}`;
  const isSame = (one: Compared) => JSON.stringify(one.ghost) === JSON.stringify(one.ours);
  const listDifferent = () => compared.filter((one) => !isSame(one) && !(one.isPart && isWithin(one)));

  test('each is the same, or differs just so as a line with its reason says; the share is printed', () => {
    const different = listDifferent();
    const { unlisted, healed } = compareLedger(different.map(toKey), ledger);
    console.log(toReport(compared, different));
    expect(
      unlisted.map((key) => {
        const one = different.find((each) => toKey(each) === key);
        return { key, ghost: one?.ghost, ours: one?.ours };
      }),
    ).toEqual([]);
    expect(healed).toEqual([]);
    expect(different.length / compared.length).toBeLessThanOrEqual(0.03);
  });

  test('one more loss in a pair that has a line is seen', () => {
    for (const one of listDifferent()) {
      const losses = listLosses(one.ours);
      // Where nothing is shown, nothing more can be lost.
      expect(losses.length > 0).toBe(one.ours.length > 0);
      const excused = losses.filter((ours) => ledger.some(({ key }) => key === toKey({ ...one, ours })));
      expect(excused, one.name).toEqual([]);
    }
  });

  test('no two pairs share a name, so the ledger speaks of one', () => {
    const names = compared.map(({ name }) => name);
    const twice = [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
    expect(twice).toEqual(['mobiledocToLexical rich-text converts all headings']);
  });

  test('a loss planted anywhere in Ghost’s HTML is seen', () => {
    const rendered = pairs.filter(({ kind, output }) => kind.endsWith('-render') && output !== '');
    const planted = rendered.map(({ test: name, output }) => ({ name, ...plantLosses(String(output)) }));
    expect(planted.flatMap(({ name, unseen }) => unseen.map((loss) => `${name}: ${loss}`))).toEqual([]);
    expect(planted.reduce((sum, { tried }) => sum + tried, 0)).toBeGreaterThan(1200);
  });

  test('a mobiledoc says the same when it is read without Ghost’s converter', async () => {
    for (const pair of pairs.filter(({ kind }) => kind === 'mobiledocToLexical')) {
      const plain = toPlainMobiledoc(pair.input);
      if (plain === null) continue;
      const ours = toHtml(await importBody('mobiledoc', JSON.stringify(pair.input)), { headingIds: false });
      expect(normalise(ours), pair.test).toEqual(normalise(plain));
    }
  });
});

describe.runIf(isThere)('who sees a card', () => {
  const gated = pairs.filter(({ kind, input }) => kind === 'card-render' && JSON.stringify(input).includes('nonMember'));

  test.each(gated.map((pair) => [pair.test, pair] as const))('%s', async (_name, { input }) => {
    const { web, email } = (input as { visibility: { web: Audience; email: Audience } }).visibility;
    const body = await importBody('lexical', JSON.stringify({ root: { type: 'root', children: [input] } }));
    const saysNothing = toHtml(body, { reader: 'staff' }) === '';
    const shown = (reader: 'guest' | 'member' | 'paid', kind: 'site' | 'mail') => toHtml(body, { reader, kind }) !== '';
    expect([
      shown('guest', 'site'),
      shown('member', 'site'),
      shown('paid', 'site'),
      shown('member', 'mail'),
      shown('paid', 'mail'),
    ]).toEqual(
      [
        web.nonMember === true,
        has(web, 'status:free'),
        has(web, 'status:-free'),
        has(email, 'status:free'),
        has(email, 'status:-free'),
      ].map((isSeen) => isSeen && !saysNothing),
    );
  });
});

interface Audience {
  readonly nonMember?: boolean;
  readonly memberSegment: string;
}

function has({ memberSegment }: Audience, segment: string): boolean {
  return memberSegment.split(',').includes(segment);
}

function toReport(compared: readonly Compared[], different: readonly Compared[]): string {
  const cards = [...new Set(compared.map(({ card }) => card))].toSorted();
  const count = (some: readonly Compared[], card: string) => some.filter((one) => one.card === card).length;
  const lines = cards.map((card) => {
    const all = count(compared, card);
    const other = count(different, card);
    return `${card.padEnd(22)} ${String(all - other).padStart(3)} of ${String(all).padStart(3)}`;
  });
  const share = ((100 * (compared.length - different.length)) / compared.length).toFixed(1);
  return [...lines, `${'all'.padEnd(22)} ${compared.length - different.length} of ${compared.length}, ${share} %`].join('\n');
}
