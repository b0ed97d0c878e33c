import { EXPERIMENTAL_TableFeature, lexicalEditor } from '@payloadcms/richtext-lexical';
import { dress } from './blocks/dress.ts';
import { bodyBlocks, inlineBodyBlocks } from './blocks.ts';
import { CardsFeature } from './editor/cards.feature.ts';
import { WritingFeature } from './editor/writing.feature.ts';
import { bodyLinks } from './links.ts';
import { withPlainCodeInBlock } from './plain-code.ts';

/** The editor of every body: Payload's usual features, tables, our links, a block for each card, snippets, clean pastes. */
export const bodyEditor = lexicalEditor({
  features: ({ defaultFeatures }) => [
    ...defaultFeatures.filter((feature) => feature.key !== 'link' && feature.key !== 'relationship'),
    bodyLinks(),
    EXPERIMENTAL_TableFeature(),
    CardsFeature({
      blocks: bodyBlocks.map((block) => dress(withPlainCodeInBlock(block))),
      inlineBlocks: inlineBodyBlocks.map(withPlainCodeInBlock),
    }),
    WritingFeature({ snippets: true }),
  ],
});
