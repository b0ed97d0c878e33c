/** Scripts that run from right to left; BCP 47 names the script or leaves it to the language. */
const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Samr', 'Mand', 'Rohg', 'Yezi']);

export interface Language {
  /** Canonical, for `lang`. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** A language tag as HTML wants it, with the direction in which it runs; null for what is none. */
export function toLanguage(tag: string | null | undefined): Language | null {
  if (!tag?.trim()) return null;
  try {
    const locale = new Intl.Locale(tag.trim().replaceAll('_', '-'));
    return { lang: locale.baseName, dir: RIGHT_TO_LEFT.has(locale.maximize().script ?? '') ? 'rtl' : 'ltr' };
  } catch {
    return null;
  }
}
