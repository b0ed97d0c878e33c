import { RE2JS } from 're2js';

/** Where an old address leads now, as an editor wrote it. */
export interface RedirectRule {
  /** A path, or a regular expression when `pattern` is set. */
  readonly from: string;
  readonly to: string;
  readonly permanent: boolean;
  readonly pattern: boolean;
  readonly ignoreCase: boolean;
}

export interface Found {
  readonly to: string;
  readonly permanent: boolean;
}

/** Finds where a path leads by the first rule that matches; null for none. `search` begins with `?` or is empty. */
export type FindRedirect = (path: string, search: string) => Found | null;

/** A chain of redirects that is longer leads nowhere anybody wants to go. */
const LONGEST_CHAIN = 10;
const LINE_BREAKS = /[\t\r\n]/g;

/**
 * The rules in their order, ready to be asked. What they find is an address of ASCII letters, as a header carries it.
 * Patterns see the path decoded, as editors write it, but for `%` and signs that part addresses; they run by RE2 (https://github.com/google/re2/wiki/Syntax):
 * in time proportional to the path, whatever was written. A rule that no longer compiles is skipped; one whose
 * chain comes back to a path it has passed answers nothing, as a browser would only say so less kindly.
 */
export function compileRedirects(rules: readonly RedirectRule[]): FindRedirect {
  const exact = new Map<string, { at: number; rule: RedirectRule }>();
  const patterns: { at: number; rule: RedirectRule; matches: RE2JS }[] = [];
  for (const [at, rule] of rules.entries()) {
    if (!rule.pattern) {
      const path = toPlain(rule.from);
      if (!exact.has(path)) exact.set(path, { at, rule });
      continue;
    }
    const matches = compile(rule);
    if (matches) patterns.push({ at, rule, matches });
  }

  const next = (path: string): Found | null => {
    const plain = exact.get(toPlain(path));
    for (const { at, rule, matches } of patterns) {
      if (plain && plain.at < at) break;
      const to = apply(matches, path, rule.to);
      if (to !== null) return { to, permanent: rule.permanent };
    }
    return plain ? { to: plain.rule.to, permanent: plain.rule.permanent } : null;
  };

  return (asked, search) => {
    const path = toReadable(asked);
    const first = next(path);
    if (!first || isLoop(path, first, next)) return null;
    return { ...first, to: toHref(withSearch(first.to, search)) };
  };
}

/** Why a rule may not be saved beside the others, as a sentence; null when it may. */
export function refuseRedirect(rule: RedirectRule, others: readonly RedirectRule[]): string | null {
  if (!rule.pattern) {
    if (!/^\/(?!\/)/.test(rule.from)) return 'Begin with / for an old address here, or tick "pattern" for a regular expression.';
    if (toPlain(rule.from) === toPlain(rule.to)) return 'It leads to itself.';
  } else {
    const wrong = refusePattern(rule);
    if (wrong) return wrong;
    // What the target looks like when the brackets have matched something plain.
    const sample = rule.to.replace(/\$\d/g, 'x');
    const matches = sample.startsWith('/') ? compile(rule) : null;
    if (matches && apply(matches, toPlain(sample), rule.to) !== null) {
      return 'The pattern also matches where it leads, so it would go round for ever. Begin it with ^ and make it say more.';
    }
    return null;
  }
  const next = (path: string): Found | null => {
    for (const each of [rule, ...others]) {
      if (!each.pattern && toPlain(each.from) === toPlain(path)) return each;
      const matches = each.pattern ? compile(each) : null;
      const to = matches && apply(matches, path, each.to);
      if (to) return { to, permanent: each.permanent };
    }
    return null;
  };
  return isLoop(rule.from, rule, next) ? 'Together with the others it would go round for ever: what it leads to leads back here.' : null;
}

function refusePattern({ from, to, ignoreCase }: RedirectRule): string | null {
  if (/\(\?(?:[=!]|<[=!])/.test(from))
    return 'Patterns cannot look ahead or behind: (?=…), (?!…), (?<=…) and (?<!…) are not understood here.';
  if (/\\[1-9]/.test(from)) return 'Patterns cannot refer back to what they matched, such as \\1.';
  try {
    const groups = RE2JS.compile(from, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0).groupCount();
    const wanted = Math.max(0, ...[...to.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
    return wanted > groups
      ? `The target names $${wanted}, but the pattern has ${groups === 0 ? 'no brackets' : `only ${groups} of them`}.`
      : null;
  } catch {
    return 'This is not a regular expression that we understand. Look for a bracket that is not closed.';
  }
}

function compile({ from, ignoreCase }: RedirectRule): RE2JS | null {
  try {
    return RE2JS.compile(from, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return null;
  }
}

/** The target with what the brackets matched; null when the pattern does not match. What would leave for a host of its own making is none. */
function apply(pattern: RE2JS, path: string, to: string): string | null {
  const matcher = pattern.matcher(path);
  if (!matcher.find()) return null;
  const groups = matcher.groupCount();
  const filled = to.replace(/\$(\d)/g, (_, digit: string) => (Number(digit) <= groups ? (matcher.group(Number(digit)) ?? '') : ''));
  // Browsers drop them too, so they must not stand between the slashes that are looked for below.
  const made = filled.replace(LINE_BREAKS, '');
  if (!to.startsWith('/')) return made;
  return made.replace(/^[/\\]+/, '/');
}

function isLoop(from: string, first: Found, next: (path: string) => Found | null): boolean {
  const passed = new Set([toPlain(from)]);
  let to: string | undefined = first.to;
  for (let step = 0; to?.startsWith('/'); step += 1) {
    const path = toPlain(to);
    if (passed.has(path) || step > LONGEST_CHAIN) return true;
    passed.add(path);
    to = next(path)?.to;
  }
  return false;
}

/** A path as it is compared: without query and the slash at its end, decoded where it can be. */
function toPlain(path: string): string {
  return toReadable(path.replace(/[?#].*$/s, '').replace(/\/+$/, '') || '/');
}

/** Decoded as people write it, so that it can be encoded again: `%2F`, `%3F` and the like stay, and `%` is `%25`. */
function toReadable(path: string): string {
  const encoded = path.replace(/%(?![0-9a-f]{2})/gi, '%25');
  try {
    return decodeURI(encoded.replaceAll('%25', '%2525'));
  } catch {
    return path;
  }
}

/** An address that a header can carry (RFC 9110, section 10.2.2): no line breaks, all but ASCII encoded, and what is encoded already left alone. */
function toHref(address: string): string {
  const line = address.replace(LINE_BREAKS, '').toWellFormed();
  const whole = /^https?:/i.test(line) ? URL.parse(line) : null;
  return whole?.href ?? line.replace(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);
}

/** The query that was asked goes along, before the target's own fragment. */
function withSearch(to: string, search: string): string {
  if (search.length < 2) return to;
  const at = to.indexOf('#');
  const [address, fragment] = at < 0 ? [to, ''] : [to.slice(0, at), to.slice(at)];
  return `${address}${address.includes('?') ? '&' : '?'}${search.slice(1)}${fragment}`;
}
