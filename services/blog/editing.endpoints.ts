import { APIError, type Endpoint, type PayloadRequest } from 'payload';
import { readBody, requireRole } from '../../platform/endpoint-input.ts';
import { startLinkCheck } from './link-check.ts';
import { linkPreview, linkReplacement, previewLinks, replaceLinks } from './links.ts';
import { menuEdit, saveMenu } from './menu.ts';
import { previewMerge, tagMergePreview } from './tag-merge.preview.ts';
import { mergeTags, tagMerge } from './tag-merge.ts';

/**
 * What editors do to many things at once: `POST /api/blog/menu` saves the menu as a whole, `…/tags/merge` puts one
 * tag in the place of others and `…/tags/merge/preview` says what that would touch, `…/links/preview` and `…/links/replace` mend an address wherever it stands,
 * `…/links/check` begins a walk over all links.
 */
export const editingEndpoints: Endpoint[] = [
  post('/blog/menu', async (req) => {
    const edit = await readBody(req, menuEdit, 'Send the whole menu, and the version that was edited.');
    const saved = await saveMenu(req, edit);
    if (saved.type === 'refused') throw new APIError(saved.sentence, 400, undefined, true);
    if (saved.type === 'conflict') {
      throw new APIError(
        'Somebody else has saved the menu meanwhile. Reload to see theirs; your changes are not saved.',
        409,
        undefined,
        true,
      );
    }
    return { version: saved.version, changed: saved.changed };
  }),
  post('/blog/tags/merge', async (req) => {
    const merged = await mergeTags(req, await readBody(req, tagMerge, 'Say which tags are to go, at most fifty, and which one stays.'));
    if (merged.type === 'refused') throw new APIError(merged.sentence, 400, undefined, true);
    return merged;
  }),
  post('/blog/tags/merge/preview', async (req) => {
    return previewMerge(req.payload, await readBody(req, tagMergePreview, 'Say which tags are to go, at most fifty.'));
  }),
  post('/blog/links/preview', async (req) => {
    return previewLinks(
      req.payload,
      await readBody(req, linkPreview, 'Give the old address, the new one, and whether what is below goes along.'),
    );
  }),
  post('/blog/links/replace', async (req) => {
    return replaceLinks(req, await readBody(req, linkReplacement, 'Give both addresses and the posts to mend, at most a hundred at once.'));
  }),
  post('/blog/links/check', startLinkCheck),
];

function post(path: string, work: (req: PayloadRequest, editor: string) => Promise<object>): Endpoint {
  return {
    path,
    method: 'post',
    handler: async (req) => {
      const editor = requireRole(req, ['admin', 'editor']);
      return Response.json(await work(req, editor));
    },
  };
}
