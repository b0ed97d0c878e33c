import type { Mail } from '../../contracts/doors.ts';

/** The letter with the link. Its Message-ID is the code's id, so that a repeat is recognised. */
export function toSignInMail({ to, link, id, host }: { to: string; link: string; id: string; host: string }): Mail {
  return {
    to,
    subject: 'Your link to sign in',
    text: [
      'Hello,',
      '',
      'open this link to sign in. It is good for fifteen minutes and for one sign-in:',
      '',
      link,
      '',
      'You did not ask for it? Then somebody typed your address by mistake, and you need do nothing.',
    ].join('\n'),
    messageId: `<sign-in.${id}@${host}>`,
  };
}
