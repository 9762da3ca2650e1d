export interface NewAccount {
  first_name: string;
  last_name: string;
  email: string;
  password: string;
}

interface Shortcomings {
  first_name?: 'firstNameMissing';
  last_name?: 'lastNameMissing';
  email?: 'emailMissing' | 'emailWrong';
  password?: 'passwordShort';
}

/**
 * What a new account still lacks, by field: told before anything is sent. The server judges again. `passwordMin`: characters that a
 * password must have; 0 where none is chosen.
 */
export function shortcomings(account: NewAccount, passwordMin: number): Shortcomings {
  const email = account.email.trim();
  return {
    ...(account.first_name.trim() === '' && { first_name: 'firstNameMissing' }),
    ...(account.last_name.trim() === '' && { last_name: 'lastNameMissing' }),
    ...(email === '' ? { email: 'emailMissing' } : !/^\S+@\S+\.\S+$/.test(email) && { email: 'emailWrong' }),
    ...(Array.from(account.password).length < passwordMin && { password: 'passwordShort' }),
  };
}
