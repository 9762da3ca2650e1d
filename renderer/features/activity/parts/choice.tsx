import { SelectField } from '../../../kit/index.ts';

interface ChoiceProps<Value extends string> {
  label: string;
  /** What stands there when nothing is chosen. */
  any: string;
  value: Value | undefined;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}

/** One filter of a list. */
export function Choice<Value extends string>({ label, any, value, choices, onChange }: ChoiceProps<Value>) {
  return (
    <SelectField
      aria-label={label}
      value={value ?? ''}
      data={[{ value: '', label: any }, ...choices]}
      onChange={chosen => onChange(choices.find(choice => choice.value === chosen)?.value)}
    />
  );
}
