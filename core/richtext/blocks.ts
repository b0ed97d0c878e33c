import { renderAside } from './blocks/aside.ts';
import { renderAudio } from './blocks/audio.ts';
import { renderBookmark } from './blocks/bookmark.ts';
import { renderButton } from './blocks/button.ts';
import { renderCallToAction } from './blocks/call-to-action.ts';
import { renderCallout } from './blocks/callout.ts';
import { renderCodeblock } from './blocks/codeblock.ts';
import { renderEmail, renderEmailCta } from './blocks/email.ts';
import { renderEmbed } from './blocks/embed.ts';
import { renderFile } from './blocks/file.ts';
import { renderFootnote } from './blocks/footnote.ts';
import { renderGallery } from './blocks/gallery.ts';
import { renderGhostCard } from './blocks/ghost-card.ts';
import { renderHeader } from './blocks/header.ts';
import { renderHtml } from './blocks/html.ts';
import { renderImage } from './blocks/image.ts';
import { renderMarkdown } from './blocks/markdown.ts';
import { renderProduct } from './blocks/product.ts';
import { renderSignup } from './blocks/signup.ts';
import { renderToggle } from './blocks/toggle.ts';
import { renderVideo } from './blocks/video.ts';
import type { RenderBlock } from './context.ts';

const nothing: RenderBlock = () => '';

/** The renderer of each block, by the block's slug. */
export const RENDERERS: ReadonlyMap<string, RenderBlock> = new Map([
  ['aside', renderAside],
  ['audio', renderAudio],
  ['bookmark', renderBookmark],
  ['button', renderButton],
  ['call-to-action', renderCallToAction],
  ['callout', renderCallout],
  ['codeblock', renderCodeblock],
  ['email', renderEmail],
  ['email-cta', renderEmailCta],
  ['embed', renderEmbed],
  ['file', renderFile],
  ['footnote', renderFootnote],
  ['gallery', renderGallery],
  ['ghost-card', renderGhostCard],
  ['header', renderHeader],
  ['html', renderHtml],
  ['image', renderImage],
  ['markdown', renderMarkdown],
  // A marker: `splitAtPaywall` reads it.
  ['paywall', nothing],
  ['product', renderProduct],
  ['signup', renderSignup],
  ['toggle', renderToggle],
  // Its player is made for one member by name, so a page that all share cannot hold it.
  ['transistor', nothing],
  ['video', renderVideo],
]);
