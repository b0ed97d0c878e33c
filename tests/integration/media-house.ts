import path from 'node:path';
import sharp from 'sharp';
import type { Media } from '../../payload-types.ts';
import { createMediaMounts } from '../../server/media.ts';
import { type ApiHouse, bootApi } from './api-house.ts';
import { type HostHouse, startHost } from './host-house.ts';

export interface MediaHouse extends ApiHouse {
  readonly host: HostHouse;
  /** As the admin does: a form with a file. */
  send(
    asker: 'guest' | 'author',
    file: { name: string; type?: string; data: Buffer | string },
    to?: { id: string; data?: object; query?: string },
  ): Promise<{
    status: number;
    doc: Media;
    message: string;
  }>;
}

/** The API and a host with the files of a house on a database of its own. */
export async function openMediaHouse(): Promise<MediaHouse> {
  const house = await bootApi();
  const cmsOrigin = 'http://cms.rose.localhost';
  const host = await startHost({
    databaseUrl: house.databaseUrl,
    sites: { blog: {} },
    more: {
      mounts: createMediaMounts({ payload: house.payload, cmsOrigin }).filter(({ host: name }) => name === 'blog' || name === 'cms'),
    },
  });
  const { default: config } = await import('../../payload.config.ts');
  const { createApi } = await import('../../server/api.ts');
  const api = createApi(Promise.resolve(config));
  const { token } = await house.payload.login({
    collection: 'users',
    data: { email: 'author@example.org', password: 'correct horse battery' },
  });
  return {
    ...house,
    host,
    send: async (asker, { name, type = 'application/octet-stream', data }, to) => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(Buffer.from(data))], { type }), name);
      form.set('_payload', JSON.stringify({ alt: 'Something', ...to?.data }));
      const response = await api(
        new Request(`${cmsOrigin}/api/media${to ? `/${to.id}` : ''}${to?.query ?? ''}`, {
          method: to ? 'PATCH' : 'POST',
          headers: asker === 'guest' ? {} : { authorization: `JWT ${token}` },
          body: form,
        }),
      );
      const body = (await response.json()) as { doc?: Media; errors?: { message: string; data?: { errors?: { message: string }[] } }[] };
      const [error] = body.errors ?? [];
      return { status: response.status, doc: body.doc as Media, message: error?.data?.errors?.[0]?.message ?? error?.message ?? '' };
    },
    close: async () => {
      await host.close();
      await house.close();
    },
  };
}

/** A photograph with a place, a time and a camera in it, lying on its side. */
export function photograph({ width = 1600, height = 900, orientation = 6 } = {}): Promise<Buffer> {
  return drawing({ width, height })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Secret Camera', Copyright: 'Ada' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation })
    .toBuffer();
}

/** Something with edges and colours, so that sizes of it can be told apart. */
export function drawing({ width, height }: { width: number; height: number }) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%" fill="#a23"/><rect x="50%" width="50%" height="100%" fill="#37a"/><circle cx="80%" cy="20%" r="40" fill="#fff"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

export function folderOf(house: MediaHouse): string {
  return path.join(house.env.dataDir, 'media');
}
