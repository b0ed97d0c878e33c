'use client';
import { Button, toast, useConfig, useForm, useFormFields } from '@payloadcms/ui';
import { useState } from 'react';
import { ask } from '../admin/ask.ts';

/** Fills a bookmark or an embed from what the page at its address says of itself. */
export function LookUp({ endpoint }: { endpoint: string }) {
  const { config } = useConfig();
  const { dispatchFields, setModified } = useForm();
  const { url, names } = useFormFields(([fields]) => ({ url: String(fields.url?.value ?? ''), names: Object.keys(fields).join(' ') }));
  const [isBusy, setBusy] = useState(false);

  const lookUp = async () => {
    setBusy(true);
    const said = await ask(`${config.routes.api}/blog/${endpoint}?url=${encodeURIComponent(url)}`, { method: 'GET' });
    setBusy(false);
    if (!said.ok) return void toast.error(said.message);
    const known = new Set(names.split(' '));
    for (const [path, value] of Object.entries(said.body ?? {})) {
      // What the editor wrote is kept where the page says nothing.
      if (known.has(path) && value !== '') dispatchFields({ type: 'UPDATE', path, value, initialValue: value, valid: true });
    }
    setModified(true);
    toast.success('Filled in from the page. Change what you like.');
  };

  return (
    <div className="field-type">
      <Button buttonStyle="secondary" size="small" margin={false} disabled={isBusy || url.trim() === ''} onClick={() => void lookUp()}>
        {isBusy ? 'Looking …' : 'Look up'}
      </Button>
    </div>
  );
}
