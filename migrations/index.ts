import * as m20261124_000000_initial from './20261124_000000_initial.ts';
import * as m20261124_000001_beside_payload from './20261124_000001_beside_payload.ts';
import * as m20261124_093147_publisher from './20261124_093147_publisher.ts';
import * as m20261124_094003_admin from './20261124_094003_admin.ts';
import * as m20261124_094500_search from './20261124_094500_search.ts';
import * as m20261124_100500_gentle_purges from './20261124_100500_gentle_purges.ts';
import * as m20261124_101424_media from './20261124_101424_media.ts';
import * as m20261124_101550_media_sizes from './20261124_101550_media_sizes.ts';
import * as m20261124_102234_edited_by from './20261124_102234_edited_by.ts';
import * as m20261124_102737_shares from './20261124_102737_shares.ts';

export const migrations = [
  { name: '20261124_000000_initial', up: m20261124_000000_initial.up, down: m20261124_000000_initial.down },
  { name: '20261124_000001_beside_payload', up: m20261124_000001_beside_payload.up, down: m20261124_000001_beside_payload.down },
  { name: '20261124_093147_publisher', up: m20261124_093147_publisher.up, down: m20261124_093147_publisher.down },
  { name: '20261124_094003_admin', up: m20261124_094003_admin.up, down: m20261124_094003_admin.down },
  { name: '20261124_094500_search', up: m20261124_094500_search.up, down: m20261124_094500_search.down },
  { name: '20261124_100500_gentle_purges', up: m20261124_100500_gentle_purges.up, down: m20261124_100500_gentle_purges.down },
  { name: '20261124_101424_media', up: m20261124_101424_media.up, down: m20261124_101424_media.down },
  { name: '20261124_101550_media_sizes', up: m20261124_101550_media_sizes.up, down: m20261124_101550_media_sizes.down },
  { name: '20261124_102234_edited_by', up: m20261124_102234_edited_by.up, down: m20261124_102234_edited_by.down },
  { name: '20261124_102737_shares', up: m20261124_102737_shares.up, down: m20261124_102737_shares.down },
];
