import type { Body } from '../../core/richtext/types.ts';
import { button, callToAction, emailCta, signup } from './cards/calls.ts';
import { bookmark, embed, transistor } from './cards/embeds.ts';
import { audio, file, gallery, image, video } from './cards/media.ts';
import { callout, codeblock, email, header, html, markdown, paywall, product, toggle } from './cards/texts.ts';
import type { KoenigNode } from './koenig.ts';

/** The fields of our block from Ghost's card; the block's slug is the card's name. */
export type MapCard = (card: KoenigNode, tools: { rich(html: unknown): Body }) => Readonly<Record<string, unknown>>;

/** One function for each of Ghost's cards. */
export const CARDS: ReadonlyMap<string, MapCard> = new Map<string, MapCard>([
  ['audio', audio],
  ['bookmark', bookmark],
  ['button', button],
  ['call-to-action', callToAction],
  ['callout', callout],
  ['codeblock', codeblock],
  ['email', email],
  ['email-cta', emailCta],
  ['embed', embed],
  ['file', file],
  ['gallery', gallery],
  ['header', header],
  ['html', html],
  ['image', image],
  ['markdown', markdown],
  ['paywall', paywall],
  ['product', product],
  ['signup', signup],
  ['toggle', toggle],
  ['transistor', transistor],
  ['video', video],
]);
