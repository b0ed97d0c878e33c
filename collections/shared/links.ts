import { LinkFeature } from '@payloadcms/richtext-lexical';
import type { Field, TextField } from 'payload';
import { toSafeUrl } from '../../core/html.ts';

/** What an internal link may lead to, found by its title; `platform/bodies.ts` knows where each has its page. */
const LINKED = ['posts', 'pages', 'tags', 'products', 'events'] as const;

/**
 * Links with a title and a `rel`. Payload's own address field percent-encodes whole addresses that its
 * pattern does not know (`/#/portal/`, hosts without a dot, letters beyond ASCII), so ours stands in
 * its place and refuses only what a reader must not follow.
 */
export const bodyLinks = () =>
  LinkFeature({
    enabledCollections: [...LINKED],
    fields: ({ defaultFields }) => [
      ...(defaultFields as Field[]).map((field) => ('name' in field && field.name === 'url' ? url : field)),
      { name: 'title', type: 'text', label: 'Title', admin: { description: 'Shown when the pointer rests on the link.' } },
      { name: 'rel', type: 'text', label: 'Relation', admin: { description: 'For example: nofollow, sponsored.' } },
    ],
  });

const url: TextField = {
  name: 'url',
  type: 'text',
  label: 'Address',
  required: true,
  admin: { condition: (_data, siblingData) => siblingData?.linkType !== 'internal' },
  validate: (value: unknown, { siblingData }: { siblingData: Partial<Record<string, unknown>> }) => {
    if (siblingData?.linkType === 'internal') return true;
    if (typeof value === 'string' && toSafeUrl(value) !== null) return true;
    return 'This is not an address that a reader can follow. It may begin with https://, mailto:, tel:, / or #.';
  },
};
