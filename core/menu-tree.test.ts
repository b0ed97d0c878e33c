import fc from 'fast-check';
import { expect, test } from 'vitest';
import { change, countOf, DEEPEST_MENU, depthOf, find, move, type Node, placeOf, remove, step, type Tree, toTree } from './menu-tree.ts';

const row = (id: string, parent: string | null, position: number) => ({ id, parent, position });
const ROWS = [row('b', null, 1), row('a', null, 0), row('a2', 'a', 1), row('a1', 'a', 0), row('a1x', 'a1', 0), row('lost', 'gone', 9)];

/** `a(a1(a1x) a2) b` */
function say<Own>(tree: Tree<Own>): string {
  return tree.map(({ key, children }) => (children.length > 0 ? `${key}(${say(children)})` : key)).join(' ');
}

const TREE = toTree(ROWS);

test('rows become a tree in their order; one whose parent is gone stands at the top', () => {
  expect(say(TREE)).toBe('a(a1(a1x) a2) b lost');
  expect(countOf(TREE)).toBe(6);
  expect(depthOf(TREE)).toBe(3);
  expect(placeOf(TREE, 'a2')).toEqual({ at: 2, of: 2, level: 2 });
});

test.each([
  ['b', 'up', 'b a(a1(a1x) a2) lost'],
  ['a', 'down', 'b a(a1(a1x) a2) lost'],
  ['b', 'in', 'a(a1(a1x) a2 b) lost'],
  ['a2', 'out', 'a(a1(a1x)) a2 b lost'],
  ['a1x', 'out', 'a(a1 a1x a2) b lost'],
] as const)('%s goes %s', (key, direction, after) => {
  expect(say(step(TREE, key, direction) ?? [])).toBe(after);
});

test.each([
  ['a', 'up'],
  ['lost', 'down'],
  ['a', 'in'],
  ['a', 'out'],
  ['nobody', 'up'],
] as const)('%s cannot go %s', (key, direction) => {
  expect(step(TREE, key, direction)).toBeNull();
});

test('an entry may stand neither below itself nor too deep', () => {
  expect(move(TREE, 'a', 'a1x', 'inside')).toBeNull();
  expect(move(TREE, 'b', 'a1x', 'inside')).toBeNull();
  expect(move(TREE, 'a1', 'b', 'inside')).not.toBeNull();
  expect(move(TREE, 'a', 'b', 'inside')).toBeNull();
});

test('change and remove touch one entry', () => {
  expect(
    find(
      change(TREE, 'a1x', (own) => ({ ...own, position: 7 })),
      'a1x',
    )?.own.position,
  ).toBe(7);
  expect(say(remove(TREE, 'a1'))).toBe('a(a2) b lost');
});

test('whatever is pressed, every entry is still there once and the tree is never too deep', () => {
  const keys = ROWS.map(({ id }) => id);
  const press = fc.tuple(fc.constantFrom(...keys), fc.constantFrom('up', 'down', 'in', 'out'));
  fc.assert(
    fc.property(fc.array(press, { maxLength: 40 }), (presses) => {
      const after = presses.reduce<Tree<(typeof ROWS)[number]>>((tree, [key, direction]) => step(tree, key, direction) ?? tree, TREE);
      expect(listKeys(after).sort()).toEqual([...keys].sort());
      expect(depthOf(after)).toBeLessThanOrEqual(DEEPEST_MENU);
    }),
  );
});

function listKeys<Own>(tree: readonly Node<Own>[]): string[] {
  return tree.flatMap(({ key, children }) => [key, ...listKeys(children)]);
}
