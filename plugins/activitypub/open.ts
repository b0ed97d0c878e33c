import type { Federation as Fedify, KvStore, MessageQueue } from '@fedify/fedify';
import type { Federation } from '../../contracts/doors.ts';
import { createClient } from './client.ts';
import { createActivityPub } from './federation.ts';
import { listenToInboxes } from './inbox.ts';
import { createKeys } from './keys.ts';
import type { FediverseOptions } from './options.ts';
import { createPost } from './post.ts';
import { createSign } from './sign.ts';
import { createTell, type Tell } from './tell.ts';

/** What only Fedify can do. */
export interface OpenedFediverse {
  readonly fedify: Fedify<void>;
  readonly tell: Tell;
  readonly deliver: Federation['deliver'];
}

/** All that needs Fedify and its hundreds of modules, behind one file: loaded at first use, so that the house starts without it. */
export function openFediverse(options: FediverseOptions & { kv: KvStore; queue: MessageQueue }): OpenedFediverse {
  const { payload, services, originOf, secrets, log, kv, queue, allowPrivateAddress = false } = options;
  const keys = createKeys({ payload, secrets });
  const sign = createSign({ keys, originOf });
  const fedify = createActivityPub({ services, originOf, keys, kv, queue, allowPrivateAddress });
  listenToInboxes(fedify, { services, originOf, sign, log });
  const { deliver } = createClient({ keys, originOf, kv, post: createPost({ allowPrivateAddress }) });
  return { fedify, tell: createTell({ sign, originOf }), deliver };
}
