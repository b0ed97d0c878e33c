/** The bugs that the old platform had, by name; `pins.test.ts` wants a pin for every one. */
export const BUGS = {
  'a uid without a grant is no sign-in': 'uid without a grant counted as signed in',
  'a database error during the grant check is no sign-in': 'a database error during the grant check counted as signed in',
  'the grant is checked before the user is loaded': 'grant checked after the user was loaded',
  'an old id signs nobody in as someone else': 'after a rebuild an old id signed you in as someone else',
  'sign-out does not land where one is signed in again': 'sign-out landed on a page that signs you in again',
  'a user id in the query is nothing': '?user_id= trusted as a plain query parameter',
  'tickets in a basket that is being paid are counted': 'tickets in a basket not counted, so two people bought the last one',
  'a local time is not stamped Z': 'local times stamped Z in iCal',
  'a Create and an Announce of one event show once': 'a Create and an Announce for the same event shown twice',
  'a double hashes as production does': "test doubles whose hash differed from production's",
} as const;

export type BugId = keyof typeof BUGS;
