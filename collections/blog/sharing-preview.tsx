'use client';
import { useConfig, useFormFields } from '@payloadcms/ui';
import { useEffect, useState } from 'react';
import { toSlug } from '../../core/slugs.ts';
import { ask } from '../shared/admin/ask.ts';

const FIELDS = ['title', 'slug', 'excerpt', 'metaTitle', 'metaDescription', 'ogTitle', 'ogDescription', 'featureImageUrl'] as const;

/** What search pages and shared links will show of it, as the fields stand now. */
export function SharingPreview() {
  const { config } = useConfig();
  const values = useFormFields(([fields]) => FIELDS.map((name) => String(fields[name]?.value ?? '')).join('\u0000'));
  const [title = '', slug = '', excerpt = '', metaTitle = '', metaDescription = '', ogTitle = '', ogDescription = '', outside = ''] =
    values.split('\u0000');
  const chosen = useFormFields(([fields]) => toId(fields.ogImage?.value) ?? toId(fields.featureImage?.value));
  const picture = usePicture(config.routes.api, chosen) ?? outside;
  const host = config.serverURL.replace(/^https?:\/\/cms\./, 'blog.');
  const found = { title: metaTitle || title || 'Untitled', words: metaDescription || excerpt || 'The first lines of the text.' };
  const card = { title: ogTitle || found.title, words: ogDescription || metaDescription || excerpt };

  return (
    <div className="field-type rose-sharing">
      <section aria-label="As a search result">
        <h4>As a search result</h4>
        <p className="rose-sharing__address">
          {host} › {slug || toSlug(title)}
        </p>
        <p className="rose-sharing__title">{cut(found.title, 60)}</p>
        <p>{cut(found.words, 155)}</p>
      </section>
      <section aria-label="As a card when shared">
        <h4>As a card when shared</h4>
        <div className="rose-sharing__card">
          {picture ? <img src={picture} alt="" /> : <p className="rose-sharing__none">A picture made from the title</p>}
          <div>
            <p className="rose-sharing__address">{host}</p>
            <p className="rose-sharing__title">{cut(card.title, 70)}</p>
            {card.words && <p>{cut(card.words, 120)}</p>}
          </div>
        </div>
      </section>
    </div>
  );
}

/** The address of a picture kept here, as the admin shows it. */
function usePicture(api: string, id: string | null): string | null {
  const [found, setFound] = useState<{ id: string; url: string } | null>(null);
  useEffect(() => {
    if (!id) return;
    let isOld = false;
    void ask(`${api}/media/${id}?depth=0`, { method: 'GET' }).then((said) => {
      const url = said.ok && said.body && typeof said.body === 'object' && 'url' in said.body ? String(said.body.url ?? '') : '';
      if (!isOld) setFound({ id, url });
    });
    return () => {
      isOld = true;
    };
  }, [api, id]);
  return found && found.id === id && found.url ? found.url : null;
}

function toId(value: unknown): string | null {
  if (typeof value === 'string' && value) return value;
  return value && typeof value === 'object' && 'id' in value ? String(value.id) : null;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, '')} …`;
}
