import sanitize from 'sanitize-html';
import { escapeHtml, toSafeUrl } from './html.ts';

/**
 * What a member or somebody of the fediverse wrote, safe to stand below a post: words, lists, quotations,
 * code and links that give no weight to where they lead. Pictures, frames, headings and ids are left out.
 */
export function sanitizeComment(html: string): string {
  return sanitize(html, {
    allowedTags: ['a', 'b', 'blockquote', 'br', 'code', 'del', 'em', 'i', 'li', 'ol', 'p', 'pre', 's', 'strong', 'u', 'ul'],
    allowedAttributes: { a: ['href', 'rel'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'svg', 'math', 'object', 'embed', 'head', 'title'],
    nestingLimit: 20,
    transformTags: {
      a: (tagName, { href }) => {
        const safe = href === undefined ? null : toSafeUrl(href);
        const attribs: Record<string, string> = safe ? { href: safe, rel: 'nofollow ugc noopener' } : {};
        return { tagName, attribs };
      },
    },
  }).trim();
}

/** Plain words as paragraphs. */
export function toCommentHtml(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');
}
