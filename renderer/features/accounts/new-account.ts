export interface NewAccount {
  first_name: string;
  last_name: string;
  email: string;
  password: string;
}

type Shortcoming = 'firstNameMissing' | 'lastNameMissing' | 'emailMissing' | 'emailWrong' | 'passwordShort';

/** Characters, as the server counts them; see NewPassword in the accounts contract. */
const PASSWORD_MIN = 10;

/** What a new account still lacks, by field: told before anything is sent. The server judges again. */
export function shortcomings(account: NewAccount): Partial<Record<keyof NewAccount, Shortcoming>> {
  const email = account.email.trim();
  return {
    ...(account.first_name.trim() === '' && { first_name: 'firstNameMissing' }),
    ...(account.last_name.trim() === '' && { last_name: 'lastNameMissing' }),
    ...(email === '' ? { email: 'emailMissing' } : !/^\S+@\S+\.\S+$/.test(email) && { email: 'emailWrong' }),
    ...(account.password.length < PASSWORD_MIN && { password: 'passwordShort' }),
  };
}
