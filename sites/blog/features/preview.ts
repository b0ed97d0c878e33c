import type { Preview } from '../../../contracts/blog.ts';

type Refused = Exclude<Preview['type'], 'ok'>;

/** What a link that shows nothing says instead, to somebody who was sent it. */
export const REFUSALS: Readonly<Record<Refused, { status: number; title: string; detail: string }>> = {
  expired: {
    status: 410,
    title: 'This link has ended',
    detail: 'Links to drafts work for a week. Ask whoever sent it for a new one.',
  },
  altered: {
    status: 403,
    title: 'This link is not whole',
    detail:
      'Something in the address was changed or lost on the way, so the draft stays closed. Copy the whole link, or ask for a new one.',
  },
  gone: {
    status: 404,
    title: 'There is no such draft any more',
    detail: 'It was deleted after the link was made.',
  },
};
