import type { Block } from 'payload';
import { asideBlock, calloutBlock, toggleBlock } from './blocks/asides.ts';
import { buttonBlock, callToActionBlock, signupBlock } from './blocks/calls.ts';
import { codeblockBlock, htmlBlock, markdownBlock } from './blocks/code.ts';
import { emailBlock, emailCtaBlock } from './blocks/email.ts';
import { bookmarkBlock, embedBlock } from './blocks/embeds.ts';
import { footnoteBlock } from './blocks/footnote.ts';
import { ghostCardBlock } from './blocks/ghost-card.ts';
import { headerBlock } from './blocks/header.ts';
import { audioBlock, fileBlock, galleryBlock, imageBlock, videoBlock } from './blocks/media.ts';
import { paywallBlock } from './blocks/paywall.ts';
import { productBlock } from './blocks/product.ts';
import { transistorBlock } from './blocks/transistor.ts';

/** Blocks that stand inside a line. */
export const inlineBodyBlocks: readonly Block[] = [footnoteBlock];

/** Every block a body may hold; `core/richtext/blocks.ts` has a renderer for each. */
export const bodyBlocks: readonly Block[] = [
  imageBlock,
  galleryBlock,
  videoBlock,
  audioBlock,
  fileBlock,
  bookmarkBlock,
  embedBlock,
  codeblockBlock,
  markdownBlock,
  htmlBlock,
  calloutBlock,
  toggleBlock,
  asideBlock,
  buttonBlock,
  callToActionBlock,
  signupBlock,
  headerBlock,
  productBlock,
  paywallBlock,
  emailBlock,
  emailCtaBlock,
  transistorBlock,
  ghostCardBlock,
];
