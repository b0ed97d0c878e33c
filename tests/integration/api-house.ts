import type { UserRole } from '../../contracts/shared.ts';
import { createApi } from '../../server/api.ts';
import { bootTest, type TestBoot } from './harness.ts';

export type Asker = 'guest' | UserRole | 'locked';

export interface ApiHouse extends TestBoot {
  /** REST as a program speaks it: status and parsed body. */
  rest(
    asker: Asker,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> & { docs?: Record<string, unknown>[] } }>;
  graphql(asker: Asker, query: string): Promise<{ data?: Record<string, unknown> | null; errors?: { message: string }[] }>;
  readonly ids: Readonly<Record<Exclude<Asker, 'guest'>, string>>;
}

const PASSWORD = 'correct horse battery';

/** The booted house with one signed-in person per role, and its API without a wire between. */
export async function bootApi(): Promise<ApiHouse> {
  const house = await bootTest();
  const { payload } = house;
  const { default: config } = await import('../../payload.config.ts');
  const api = createApi(Promise.resolve(config));
  const tokens = new Map<Asker, string>();
  const ids: Record<string, string> = {};
  for (const asker of ['admin', 'editor', 'author', 'member', 'locked'] as const) {
    const email = `${asker}@example.org`;
    const user = await payload.create({
      collection: 'users',
      data: { email, password: PASSWORD, name: asker, slug: '', roles: [asker === 'locked' ? 'admin' : asker], status: 'active' },
    });
    ids[asker] = user.id;
    const { token } = await payload.login({ collection: 'users', data: { email, password: PASSWORD } });
    if (token) tokens.set(asker, token);
  }
  await payload.update({ collection: 'users', id: ids.locked ?? '', data: { status: 'locked' } });

  const ask = async (asker: Asker, method: string, path: string, body?: unknown) => {
    const token = tokens.get(asker);
    const headers = new Headers({ 'content-type': 'application/json', ...(token ? { authorization: `JWT ${token}` } : {}) });
    const response = await api(
      new Request(`http://cms.rose.localhost${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
    return { status: response.status, body: await response.json() };
  };
  return {
    ...house,
    ids: ids as ApiHouse['ids'],
    rest: (asker, method, path, body) => ask(asker, method, `/api${path}`, body),
    graphql: async (asker, query) => (await ask(asker, 'POST', '/api/graphql', { query })).body,
  };
}
