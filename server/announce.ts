import { SITE_NAMES } from '../contracts/shared.ts';
import { type Env, publicUrl } from '../env.ts';

export interface FirstSignIn {
  readonly email: string;
  /** Only when it was made up just now; afterwards nobody knows it. */
  readonly password: string | null;
}

/** Where everything is and how to get in, once all of it answers. */
export function announce({
  env,
  signIn,
  say,
}: {
  env: Pick<Env, 'domain' | 'port' | 'publicScheme' | 'roles'>;
  signIn: FirstSignIn | null;
  say: (line: string) => void;
}): void {
  say('');
  say(`  ${'Rose Ash'.padEnd(12)} ${publicUrl(env)}`);
  for (const name of SITE_NAMES) if (env.roles.includes(name)) say(`  ${name.padEnd(12)} ${publicUrl(env, name)}`);
  if (env.roles.includes('cms')) say(`  ${'admin'.padEnd(12)} ${publicUrl(env, 'cms')}/admin`);
  if (signIn) {
    say('');
    say(`  First editor ${signIn.email}`);
    say(
      signIn.password
        ? `  Password     ${signIn.password}   (shown this once: keep it, or set ROSE_ADMIN_PASSWORD)`
        : '  Password     the one you have; "Forgot password" at the admin makes a new one',
    );
  }
  say('');
}
