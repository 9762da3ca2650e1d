import '@mantine/core/styles/PasswordInput.layer.css';
import {
  PasswordInput,
  type PasswordInputProps,
  Textarea,
  type TextareaProps,
  TextInput,
  type TextInputProps,
} from '@mantine/core';
import { IconAlertCircleFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import styles from './fields.module.css';
import { kitMessages } from './messages/index.ts';

/** An error under a field: icon, what is wrong, how to mend it. Mantine links it to the field. */
export function FieldError({ children }: { children: ReactNode }) {
  return (
    <span className={styles.error}>
      <IconAlertCircleFilled size={14} aria-hidden="true" />
      <span>{children}</span>
    </span>
  );
}

/** The error a Mantine field is given: with icon, and nothing when there is none. */
export const errorOf = (error: ReactNode): ReactNode =>
  error && error !== true ? <FieldError>{error}</FieldError> : error;

/** All fields: label above, `description` between, `error` below with icon and remedy; size sm 36, lg 48 (academy). */
export const TextField = ({ error, ...props }: TextInputProps) => <TextInput {...props} error={errorOf(error)} />;

/** A secret with a button to show it. `aside` stands at the end of the label's line: "Forgotten?" */
export function PasswordField({ error, aside, ...props }: PasswordInputProps & { aside?: ReactNode }) {
  const t = useMessages(kitMessages);
  return (
    <div className={styles.withAside}>
      <PasswordInput
        {...props}
        error={errorOf(error)}
        visibilityToggleButtonProps={{ 'aria-label': t('kit.showPassword'), tabIndex: 0 }}
        classNames={{ visibilityToggle: styles.eye }}
      />
      {aside ? <span className={styles.aside}>{aside}</span> : null}
    </div>
  );
}

type TextAreaFieldProps = TextareaProps & {
  /** Shows how much of the limit is used; the limit itself is `maxLength`. */
  counted?: boolean;
  /** A saved state under the field, at its start. */
  saved?: ReactNode;
};

/** Several lines of text, growing with what is written. */
export function TextAreaField({ error, counted, saved, ...props }: TextAreaFieldProps) {
  const t = useMessages(kitMessages);
  const used = String(props.value ?? '').length;
  return (
    <div>
      <Textarea autosize minRows={2} {...props} error={errorOf(error)} />
      {saved || (counted && props.maxLength) ? (
        <div className={styles.under}>
          <span>{saved}</span>
          {counted && props.maxLength ? <span>{t('kit.characters', { used, limit: props.maxLength })}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
