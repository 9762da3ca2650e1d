import { Checkbox, NumberField, PlainText, Section, Switch, TextAreaField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type FlatRules, NUMBERS, type NumberName, type SwitchName } from '../flat-rules.ts';
import { rulesMessages } from '../messages/index.ts';
import styles from '../sign-in-rules.module.css';

export interface FieldsProps {
  values: FlatRules;
  readOnly: boolean;
  change: (wish: Partial<FlatRules>) => void;
  errorOf: (name: string) => string | undefined;
}

type RateName = Extract<NumberName, `rates.${string}`>;

function Numbers({ names, ...fields }: FieldsProps & { names: readonly Exclude<NumberName, RateName>[] }) {
  const t = useMessages(rulesMessages);
  return names.map(name => (
    <NumberOf key={name} name={name} label={t(`rules.${name}`)} description={t(`rules.${name}Help`)} {...fields} />
  ));
}

type NumberProps = FieldsProps & { name: NumberName; label: string; description?: string };

function NumberOf({ name, label, description, values, readOnly, change, errorOf }: NumberProps) {
  const [min, max] = NUMBERS[name];
  return (
    <NumberField
      label={label}
      description={description}
      min={min}
      max={max}
      readOnly={readOnly}
      allowDecimal={false}
      clampBehavior="blur"
      value={values[name]}
      error={errorOf(name)}
      onChange={value => change({ [name]: Math.min(max, Number(value) || min) })}
    />
  );
}

function Switches({ names, values, readOnly, change }: FieldsProps & { names: readonly SwitchName[] }) {
  const t = useMessages(rulesMessages);
  return (
    <div className={styles.wide}>
      {names.map(name => (
        <Switch
          key={name}
          label={t(`rules.${name}`)}
          description={t(`rules.${name}Help`)}
          disabled={readOnly}
          checked={values[name]}
          onChange={event => change({ [name]: event.currentTarget.checked })}
        />
      ))}
    </div>
  );
}

export function PasswordRulesPart(fields: FieldsProps) {
  const t = useMessages(rulesMessages);
  return (
    <Section title={t('rules.passwords')} lead={t('rules.passwordsLead')} content={styles.numbers}>
      <Numbers names={['password.min_length']} {...fields} />
      <Switches names={['password.check_breached', 'password.require_mixed']} {...fields} />
    </Section>
  );
}

const ATTEMPTS = [
  'attempts.free_tries',
  'attempts.per_account',
  'attempts.per_address',
  'attempts.window',
  'attempts.first_wait',
  'attempts.longest_wait',
  'attempts.lock_after',
  'attempts.lock_minutes',
] as const;

export function AttemptRulesPart(fields: FieldsProps) {
  const t = useMessages(rulesMessages);
  return (
    <Section title={t('rules.attempts')} lead={t('rules.attemptsLead')} content={styles.numbers}>
      <Numbers names={ATTEMPTS} {...fields} />
    </Section>
  );
}

export function AddressLists({ values, readOnly, change, errorOf }: FieldsProps) {
  const t = useMessages(rulesMessages);
  return (
    <Section title={t('rules.lists')} lead={t('rules.listsLead')}>
      {(['attempts.allow', 'attempts.block'] as const).map(name => (
        <TextAreaField
          key={name}
          label={t(`rules.${name}`)}
          description={t(`rules.${name}Help`)}
          autosize
          minRows={2}
          spellCheck={false}
          readOnly={readOnly}
          value={values[name]}
          error={errorOf(name)}
          onChange={event => change({ [name]: event.currentTarget.value })}
        />
      ))}
    </Section>
  );
}

const SESSIONS = [
  'sessions.idle',
  'sessions.idle_privileged',
  'sessions.longest_days',
  'sessions.step_up_minutes',
] as const;

export function SessionRulesPart(fields: FieldsProps) {
  const t = useMessages(rulesMessages);
  return (
    <Section title={t('rules.sessions')} lead={t('rules.sessionsLead')} content={styles.numbers}>
      <Numbers names={SESSIONS} {...fields} />
      <Switches names={['sessions.show_last_sign_in']} {...fields} />
    </Section>
  );
}

const ROLES = ['administrator', 'instructor', 'mentor', 'corporate_representative', 'student'] as const;

export function FactorRulesPart(fields: FieldsProps) {
  const t = useMessages(rulesMessages);
  const { values, readOnly, change } = fields;
  const held = values['second_factor.required_roles'];
  const toggle = (role: (typeof ROLES)[number], wanted: boolean) =>
    change({ 'second_factor.required_roles': ROLES.filter(one => (one === role ? wanted : held.includes(one))) });
  return (
    <Section title={t('rules.factors')} lead={t('rules.factorsLead')} content={styles.numbers}>
      <fieldset className={styles.wide}>
        <legend className={styles.label}>{t('rules.second_factor.required_roles')}</legend>
        <div className={styles.roles}>
          {ROLES.map(role => (
            <Checkbox
              key={role}
              label={t(`rules.role-${role}`)}
              disabled={readOnly}
              checked={held.includes(role)}
              onChange={event => toggle(role, event.currentTarget.checked)}
            />
          ))}
        </div>
      </fieldset>
      <Numbers names={['second_factor.grace_days']} {...fields} />
      <Switches names={['second_factor.passkey_only_allowed']} {...fields} />
    </Section>
  );
}

export function BannerPart({ values, readOnly, change, errorOf, version }: FieldsProps & { version: number }) {
  const t = useMessages(rulesMessages);
  const text = values['banner.text'];
  return (
    <Section title={t('rules.banner')} lead={t('rules.bannerLead')}>
      <TextAreaField
        label={t('rules.banner.text')}
        description={t('rules.banner.textHelp')}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={10_000}
        readOnly={readOnly}
        value={text}
        error={errorOf('banner.text')}
        onChange={event => change({ 'banner.text': event.currentTarget.value })}
      />
      {text.trim() === '' ? null : (
        <div className={styles.preview}>
          <p className={styles.previewTitle}>
            {t('rules.bannerPreview')}
            {version > 0 ? ` (${t('rules.bannerVersion', { version })})` : null}
          </p>
          <PlainText>{text}</PlainText>
        </div>
      )}
    </Section>
  );
}

const RATES = [
  'rates.anonymous_per_hour',
  'rates.signed_in_per_hour',
  'rates.uploads_per_hour',
  'rates.heavy_per_hour',
  'rates.links_per_hour',
  'rates.registrations_per_hour',
  'rates.verifications_per_hour',
  'rates.pages_per_hour',
] as const;

export function RateRulesPart(fields: FieldsProps) {
  const t = useMessages(rulesMessages);
  return (
    <Section title={t('rules.rates')} lead={t('rules.ratesLead')} content={styles.numbers}>
      {RATES.map(name => (
        <NumberOf key={name} name={name} label={t(`rules.${name}`)} {...fields} />
      ))}
    </Section>
  );
}
