import type { Payload } from 'payload';
import { toBody } from '../../core/richtext/types.ts';
import { renderBody } from '../../platform/bodies.ts';
import { toOrigin } from '../../platform/origins.ts';

/** Cards that only mails carry are drawn as a mail draws them. */
const MAILED = new Set(['email', 'email-cta']);

/** One card as the pages draw it, whoever it is shown to; empty when it shows nothing. */
export async function renderCard(payload: Payload, fields: Readonly<Record<string, unknown>> & { blockType: string }): Promise<string> {
  const block = { type: 'block', version: 2, format: '', fields: { id: 'preview', blockName: '', ...fields } } as const;
  const kind = MAILED.has(fields.blockType) ? 'mail' : 'site';
  const options = { kind, baseUrl: toOrigin(payload, 'blog'), headingIds: false } as const;
  const { html } = await renderBody(payload, { body: toBody([block]), reader: 'staff' }, options);
  return html;
}
