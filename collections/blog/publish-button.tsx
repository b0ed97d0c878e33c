import type { PublishButtonServerProps } from 'payload';
import { ClockedPublishButton } from './publish-button.client.tsx';

/** Payload's button to publish, whose schedule is kept on the clock of the site and says so. */
export async function PublishButton({ payload }: PublishButtonServerProps) {
  const { timeZone } = await payload.findGlobal({ slug: 'site-settings', depth: 0, select: { timeZone: true } });
  return <ClockedPublishButton timeZone={timeZone} />;
}
