import type { Body, BodyNode } from './types.ts';
import { toBody } from './types.ts';
import { isShownTo } from './visibility.ts';

/**
 * A body at its paywall marker. Without a marker nothing is above it: the whole body is `gated` and
 * `publicBody` is empty, so that a forgotten marker never gives anything away. Blocks that guests may
 * not see, and those meant for mails, are in neither half of what is public.
 */
export function splitAtPaywall(body: Body): { publicBody: Body; gated: Body } {
  const nodes = body.root.children;
  const marker = nodes.findIndex(isPaywall);
  const above = marker < 0 ? [] : nodes.slice(0, marker);
  return { publicBody: toPublic(body, above), gated: toBody(nodes.slice(marker + 1)) };
}

/**
 * What everybody may read of a body: of a public post all but the blocks closed to guests, of any
 * other what stands above the paywall marker. This is what `publicBody` must hold.
 */
export function toPublicBody(body: Body, visibility: string): Body {
  if (visibility !== 'public') return splitAtPaywall(body).publicBody;
  return toPublic(body, body.root.children);
}

function toPublic(body: Body, nodes: readonly BodyNode[]): Body {
  const shown = nodes.filter((node) => !isPaywall(node) && isShownTo(node, 'guest'));
  return { root: { ...body.root, children: toBody(shown).root.children } };
}

function isPaywall(node: BodyNode): boolean {
  return node.type === 'block' && node.fields.blockType === 'paywall';
}
