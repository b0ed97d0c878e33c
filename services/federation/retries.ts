/** Seconds between the tries of one delivery: about two days in all, then it is dead. */
export const RETRY_SECONDS: readonly number[] = [60, 300, 900, 3_600, 7_200, 14_400, 28_800, 43_200, 43_200];

/** A peer's own wish (Retry-After) is honoured up to a day. */
const LONGEST_WISH = 86_400_000;

/**
 * When to try again after `attempts` failures; null means never. What the peer asked for counts
 * when it is later than our own plan.
 */
export function nextAttempt({
  attempts,
  now,
  wish,
  seconds = RETRY_SECONDS,
}: {
  attempts: number;
  now: Date;
  wish?: Date | undefined;
  seconds?: readonly number[];
}): Date | null {
  const pause = seconds[attempts - 1];
  if (pause === undefined) return null;
  const planned = now.getTime() + pause * 1000;
  const wished = Math.min(wish?.getTime() ?? 0, now.getTime() + LONGEST_WISH);
  return new Date(Math.max(planned, wished));
}
