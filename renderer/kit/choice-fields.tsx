import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/NumberInput.layer.css';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import {
  NumberInput,
  type NumberInputProps,
  SegmentedControl,
  type SegmentedControlProps,
  Select,
  type SelectProps,
} from '@mantine/core';
import { errorOf } from './fields.tsx';

// Apart from the plain fields: the combobox is heavy, and the first page of the academy has none.

/** A number with bounds and steps. */
export const NumberField = ({ error, ...props }: NumberInputProps) => (
  <NumberInput size="sm" {...props} error={errorOf(error)} />
);

/** One of a list; `searchable` for long ones. */
export const SelectField = ({ error, ...props }: SelectProps) => (
  <Select size="sm" allowDeselect={false} checkIconPosition="right" {...props} error={errorOf(error)} />
);

/** Two to five short choices side by side: a view, a period. */
export const Segmented = (props: SegmentedControlProps) => <SegmentedControl size="sm" radius={8} {...props} />;
