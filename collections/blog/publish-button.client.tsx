'use client';
import { ConfigProvider, PublishButton, useConfig } from '@payloadcms/ui';
import { useMemo } from 'react';

/**
 * The drawer that schedules starts with the zone of the site instead of none, with which Payload would mean the
 * browser's: nine o'clock is nine where the readers are, wherever the editor sits.
 */
export function ClockedPublishButton({ timeZone }: { timeZone: string }) {
  const { config } = useConfig();
  const clocked = useMemo(() => {
    const others = config.admin.timezones.supportedTimezones.filter(({ value }) => value !== timeZone);
    const timezones = {
      defaultTimezone: timeZone,
      supportedTimezones: [{ label: `${timeZone}, the clock of the site`, value: timeZone }, ...others],
    };
    return { ...config, admin: { ...config.admin, timezones } };
  }, [config, timeZone]);
  return (
    <ConfigProvider config={clocked}>
      <PublishButton />
    </ConfigProvider>
  );
}
