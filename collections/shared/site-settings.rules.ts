import type { TextFieldSingleValidation } from 'payload';

const PLACEHOLDER = /^\{(?:slug|year|month|day|author|primary_tag)\}$/;
const WORD = /^(?!\.+$)[\w.-]+$/;
/** First parts under which the blog has pages and doors of its own. */
const TAKEN = [
  'ap',
  'archive',
  'assets',
  'author',
  'group',
  'internal',
  'media',
  'nodeinfo',
  'preview',
  'rules',
  'search',
  'share',
  'sitemaps',
  'tag',
];
/** The blog reads no address with more. */
const MOST_PARTS = 8;

/** Ghost's placeholders; without the slug two posts would share an address. */
export const refuseBadPermalink: TextFieldSingleValidation = (value) => {
  const [before, ...rest] = (value ?? '').split('/');
  const after = rest.pop();
  if (before !== '' || after !== '' || !rest.every((part) => PLACEHOLDER.test(part) || WORD.test(part))) {
    return 'Begin and end with a slash. {slug}, {year}, {month}, {day}, {author}, {primary_tag} and plain words may stand between slashes.';
  }
  if (rest.filter((part) => part === '{slug}').length !== 1) return 'Use {slug} once: without it two posts would share an address.';
  if (TAKEN.includes(rest[0] ?? '')) return `The blog has pages of its own under /${rest[0]}/. Begin with another word.`;
  return rest.length <= MOST_PARTS ? true : `At most ${MOST_PARTS} parts can stand between slashes.`;
};

export const refuseBadTimeZone: TextFieldSingleValidation = (value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value ?? '' });
    return value ? true : 'Give a time zone, such as Europe/London.';
  } catch {
    return 'This is not a time zone. Use an IANA name, such as Europe/London.';
  }
};
