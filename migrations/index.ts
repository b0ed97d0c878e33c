import * as m20261124_000000_initial from './20261124_000000_initial.ts';
import * as m20261124_000001_beside_payload from './20261124_000001_beside_payload.ts';
import * as m20261124_093147_publisher from './20261124_093147_publisher.ts';
import * as m20261124_094500_search from './20261124_094500_search.ts';

export const migrations = [
  { name: '20261124_000000_initial', up: m20261124_000000_initial.up, down: m20261124_000000_initial.down },
  { name: '20261124_000001_beside_payload', up: m20261124_000001_beside_payload.up, down: m20261124_000001_beside_payload.down },
  { name: '20261124_093147_publisher', up: m20261124_093147_publisher.up, down: m20261124_093147_publisher.down },
  { name: '20261124_094500_search', up: m20261124_094500_search.up, down: m20261124_094500_search.down },
];
