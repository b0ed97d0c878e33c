'use client';
import { FieldDescription, FieldLabel, useConfig, useField } from '@payloadcms/ui';
import type { JSONFieldClientComponent } from 'payload';
import { useEffect, useId, useState } from 'react';
import { ask } from '../shared/admin/ask.ts';

interface Tier {
  readonly slug: string;
  readonly name: string;
}

/** The tiers whose members may read a post, ticked by name; what is kept are their slugs. */
export const TiersField: JSONFieldClientComponent = ({ field, path, readOnly }) => {
  const { config } = useConfig();
  const { value, setValue } = useField<unknown>({ path });
  const [tiers, setTiers] = useState<readonly Tier[] | null>(null);
  const id = useId();
  const chosen = Array.isArray(value) ? value.map(String) : [];

  useEffect(() => {
    void ask(`${config.routes.api}/tiers?limit=100&depth=0&sort=_order`, { method: 'GET' }).then((said) =>
      setTiers(said.ok ? readTiers(said.body) : []),
    );
  }, [config.routes.api]);

  const toggle = (slug: string) => setValue(chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug]);
  // A tier that is gone stays ticked until somebody unticks it.
  const gone = tiers
    ? chosen.filter((slug) => !tiers.some((tier) => tier.slug === slug)).map((slug) => ({ slug, name: `${slug} (no longer there)` }))
    : [];

  return (
    <fieldset className="field-type rose-tiers" disabled={readOnly === true}>
      <FieldLabel as="span" label={field.label} path={path} />
      {tiers?.length === 0 && gone.length === 0 && <p>There are no tiers yet. An admin makes them under Account.</p>}
      {[...(tiers ?? []), ...gone].map(({ slug, name }) => (
        <label key={slug} htmlFor={`${id}-${slug}`}>
          <input type="checkbox" id={`${id}-${slug}`} checked={chosen.includes(slug)} onChange={() => toggle(slug)} /> {name}
        </label>
      ))}
      <FieldDescription description={field.admin?.description} path={path} />
    </fieldset>
  );
};

function readTiers(body: unknown): Tier[] {
  const docs: unknown[] = body && typeof body === 'object' && 'docs' in body && Array.isArray(body.docs) ? body.docs : [];
  return docs.flatMap((doc) =>
    doc && typeof doc === 'object' && 'slug' in doc && 'name' in doc ? [{ slug: String(doc.slug), name: String(doc.name) }] : [],
  );
}
