import { CodeBlock } from '@payloadcms/richtext-lexical';
import type { Block, Field } from 'payload';
import { APPEARANCES, toSignUrl, UNKNOWN_CARD } from './appearance.ts';

/** The components of the admin that draw a card. */
const CARD = '/collections/shared/blocks/card.tsx#Card';

/** Three backticks make our code card, as they make Payload's own. */
const CODE_FENCE: Pick<Block, 'jsx' | 'admin'> = {
  jsx: CodeBlock().jsx,
  admin: { jsx: '@payloadcms/richtext-lexical/client#codeConverterClient' },
};

/** Cards that can be filled from what their address says of itself, and where to ask. */
const LOOKED_UP: Readonly<Record<string, string>> = { bookmark: 'bookmark-lookup', embed: 'embed-lookup' };

/** The fields with a button below the address, where something can be looked up. */
function withLookUp({ slug, fields }: Block): Field[] {
  const endpoint = LOOKED_UP[slug];
  if (!endpoint) return fields;
  const button: Field = {
    name: 'lookUp',
    type: 'ui',
    admin: { components: { Field: { path: '/collections/shared/blocks/look-up.tsx#LookUp', clientProps: { endpoint } } } },
  };
  return fields.flatMap((field) => ('name' in field && field.name === 'url' ? [field, button] : [field]));
}

/**
 * A block as the editor offers it: with its sign, its place in the slash menu, and a picture of the
 * card as readers will see it in place of the form, which opens beside it.
 */
export function dress(block: Block): Block {
  const appearance = APPEARANCES[block.slug] ?? UNKNOWN_CARD;
  const { about, group, opens } = appearance;
  const fence = block.slug === 'codeblock' ? CODE_FENCE : {};
  return {
    ...block,
    ...fence,
    fields: withLookUp(block),
    admin: {
      ...block.admin,
      ...fence.admin,
      group,
      disableBlockName: true,
      images: { icon: { url: toSignUrl(appearance), alt: '' } },
      components: { ...block.admin?.components, Block: { path: CARD, clientProps: { slug: block.slug, about, opens: opens ?? true } } },
    },
  };
}
