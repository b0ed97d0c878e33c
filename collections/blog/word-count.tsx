'use client';
import { useFormFields } from '@payloadcms/ui';
import { useMemo } from 'react';
import { countWords, toReadingMinutes } from '../../core/richtext/count-words.ts';

/** Words and reading time of the text as it stands, while it is being written. */
export function WordCount() {
  const body = useFormFields(([fields]) => fields.body?.value);
  const words = useMemo(() => countWords(body), [body]);
  const minutes = toReadingMinutes(words);
  return (
    <div className="field-type rose-count" role="status">
      {words === 1 ? '1 word' : `${words.toLocaleString('en-GB')} words`} · {minutes === 1 ? '1 minute' : `${minutes} minutes`} to read
    </div>
  );
}
