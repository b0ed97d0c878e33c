const FILES = '/content/(?:images|media|files)/';

/**
 * Turns the old site's addresses into ours: links become root-relative, so that they lead here; files
 * keep the old site's address when it is known, else stay root-relative. Ghost writes `__GHOST_URL__`
 * for itself, but left its literal address in some cards, so that is replaced as well.
 */
export function createAddressChanger(oldUrl: string | null): (text: string) => string {
  const base = oldUrl?.replace(/\/+$/, '') ?? '';
  const literal = base ? `|https?:${escapePattern(base.replace(/^https?:/, ''))}(?=[/?#"'<>\\s)\\]]|$)` : '';
  const own = new RegExp(`(?:__GHOST_URL__${literal})(${FILES})?(/?)`, 'g');
  const bare = new RegExp(`(?<![\\w/.:%-])${FILES}`, 'g');
  return (text) => {
    const moved = text.replace(own, (_match, files: string | undefined, slash: string) => {
      if (files) return `${base}${files}`;
      // `__GHOST_URL__` alone, or before `?` and `#`, is the front page.
      return slash || '/';
    });
    // Some cards name files from the root of the site they were written on.
    return base ? moved.replace(bare, (files) => `${base}${files}`) : moved;
  };
}

/** Files of the old site that a text names, as root-relative or absolute addresses. */
export function listFiles(text: string): string[] {
  return text.match(new RegExp(`(?:https?://[^\\s"'<>()\\\\]+?)?${FILES}[^\\s"'<>()\\\\?#&]+`, 'g')) ?? [];
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
