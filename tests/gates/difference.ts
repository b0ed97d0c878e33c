import { createHash } from 'node:crypto';

/**
 * Eight letters and digits for what differs between two lists of what a document says: where, which
 * lines there and which lines here. A ledger that names them excuses this difference and no other.
 */
export function toFingerprint({ ghost, ours }: { ghost: readonly string[]; ours: readonly string[] }): string {
  let at = 0;
  while (at < ghost.length && at < ours.length && ghost[at] === ours[at]) at++;
  let after = 0;
  const rest = Math.min(ghost.length, ours.length) - at;
  while (after < rest && ghost.at(-1 - after) === ours.at(-1 - after)) after++;
  const difference = [at, ghost.slice(at, ghost.length - after), ours.slice(at, ours.length - after)];
  return createHash('sha256').update(JSON.stringify(difference)).digest('hex').slice(0, 8);
}

/** Every list that has lost one line, or one word of a line, of this one. */
export function listLosses(lines: readonly string[]): string[][] {
  return lines.flatMap((line, at) => {
    const words = line.split(' ');
    const shorter = words.length < 2 ? [] : words.map((_, word) => words.toSpliced(word, 1).join(' '));
    return [lines.toSpliced(at, 1), ...shorter.map((less) => lines.with(at, less))];
  });
}
