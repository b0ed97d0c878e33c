'use client';
import { useEffect, useState } from 'react';

/** Below the date of publication, which is written and shown on the clock of whoever sits here. */
export function DeviceClock() {
  const [timeZone, setTimeZone] = useState('');
  // Only the browser knows it.
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <div className="field-description">
      Set when first published. A later date keeps it back until then.
      {timeZone && ` Times here are on the clock of this device (${timeZone}).`}
    </div>
  );
}
