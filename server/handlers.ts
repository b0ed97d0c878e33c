import { keepPublishes } from '../services/account/publishes.ts';
import { orderSharePictures } from '../services/blog/share-picture.job.ts';
import { offerTickets } from '../services/events/handlers.ts';
import { offerProducts } from '../services/market/handlers.ts';
import type { Purges } from './page-cache/purges.ts';
import type { Handler } from './worker/events.ts';
import { createPurgeHandler } from './worker/purge.ts';

/** Everything in the house that reacts to activities, in one list; a new handler is one line here. */
export function createHandlers({ purges }: { purges: Pick<Purges, 'announce'> }): readonly Handler[] {
  return [createPurgeHandler((seq) => purges.announce(seq)), offerProducts, offerTickets, keepPublishes, orderSharePictures];
}
