/** The one place where a new password is judged, whoever chooses it and wherever. */
import { refuse } from '../platform/errors/refusal.ts';
import type { ReadRules } from '../sign-in-rules/index.ts';
import { type PasswordTrouble, TROUBLE_CODES, troubleWith } from './password-rules.ts';

/** Whose password it will be. */
export interface About {
  email?: string | null | undefined;
  first_name?: string | undefined;
  last_name?: string | undefined;
}

export interface NewPasswords {
  /** Refuses with the reason and the field `password`. */
  require(password: string, about: About): Promise<void>;
  judge(password: string, about: About): Promise<PasswordTrouble | null>;
  /** For a hint while it is chosen. */
  hint(password: string, about: About): Promise<{ trouble: PasswordTrouble['kind'] | null; min_length: number }>;
}

export interface NewPasswordsDeps {
  rules: ReadRules;
  siteName: () => Promise<string>;
  isCommon: (text: string) => boolean;
}

export function createNewPasswords({ rules, siteName, isCommon }: NewPasswordsDeps): NewPasswords {
  const judge: NewPasswords['judge'] = async (password, { email, first_name, last_name }) => {
    const personal = [email, first_name, last_name, await siteName()].filter(text => typeof text === 'string');
    return troubleWith(password, { rules: (await rules()).password, personal, isCommon });
  };
  return {
    judge,
    hint: async (password, about) => ({
      trouble: (await judge(password, about))?.kind ?? null,
      min_length: (await rules()).password.min_length,
    }),
    async require(password, about) {
      const trouble = await judge(password, about);
      if (trouble) refuse(TROUBLE_CODES[trouble.kind], trouble.message, { field: 'password' });
    },
  };
}
