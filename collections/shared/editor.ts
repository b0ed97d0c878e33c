import { BlocksFeature, EXPERIMENTAL_TableFeature, lexicalEditor } from '@payloadcms/richtext-lexical';
import { bodyBlocks } from './blocks.ts';
import { bodyLinks } from './links.ts';

/** The editor of every body: Payload's usual features, tables, our links, and a block for each card. */
export const bodyEditor = lexicalEditor({
  features: ({ defaultFeatures }) => [
    ...defaultFeatures.filter((feature) => feature.key !== 'link' && feature.key !== 'relationship'),
    bodyLinks(),
    EXPERIMENTAL_TableFeature(),
    BlocksFeature({ blocks: [...bodyBlocks] }),
  ],
});
