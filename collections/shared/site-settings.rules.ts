import type { TextFieldSingleValidation } from 'payload';

const PARTS =
  /^\/(?:\{(?:slug|year|month|day|author|primary_tag)\}|[\w.-]+)(?:\/(?:\{(?:slug|year|month|day|author|primary_tag)\}|[\w.-]+))*\/$/;

/** Ghost's placeholders; without the slug two posts would share an address. */
export const refuseBadPermalink: TextFieldSingleValidation = (value) => {
  const permalink = value ?? '';
  if (PARTS.test(permalink) && permalink.includes('{slug}')) return true;
  return 'Begin and end with a slash, and use {slug} once. {year}, {month}, {day}, {author} and {primary_tag} may stand with it.';
};

export const refuseBadTimeZone: TextFieldSingleValidation = (value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value ?? '' });
    return value ? true : 'Give a time zone, such as Europe/London.';
  } catch {
    return 'This is not a time zone. Use an IANA name, such as Europe/London.';
  }
};
