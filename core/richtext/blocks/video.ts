import { element } from '../../html.ts';
import type { RenderBlock } from '../context.ts';
import { flagOf, numberOf, textOf, wordOf } from '../fields.ts';
import { toFigure } from './image.ts';

/** A film that loads when it is played. */
export const renderVideo: RenderBlock = (fields, context) => {
  const src = context.href(fields.src);
  if (!src) return '';
  const film = element(
    'video',
    {
      src,
      poster: context.href(textOf(fields.customThumbnailSrc) || fields.thumbnailSrc),
      width: numberOf(fields.width),
      height: numberOf(fields.height),
      controls: true,
      loop: flagOf(fields.loop),
      preload: 'none',
      playsinline: true,
    },
    '',
  );
  const width = wordOf(fields.cardWidth, ['regular', 'wide', 'full']);
  return toFigure(`card card-video card-${width}`, film, context.inline(fields.caption));
};
