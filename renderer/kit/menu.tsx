import '@mantine/core/styles/Menu.layer.css';
import { ActionIcon, Menu as MantineMenu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from './link.tsx';
import styles from './menu.module.css';

export type MenuItem =
  | { key: string; label: ReactNode; icon?: ReactNode; onClick: () => void; danger?: boolean; disabled?: boolean }
  | { key: string; label: ReactNode; icon?: ReactNode; href: string; danger?: boolean; disabled?: boolean }
  | { key: string; heading: string }
  | { key: string; rule: true };

type MenuProps = {
  items: readonly MenuItem[];
  /** A button of your own; without it three dots, labelled by `label`. */
  children?: ReactNode;
  label?: string;
  align?: 'start' | 'end';
};

/** A menu under a button: arrows move, Escape closes, a letter jumps. */
export function Menu({ items, children, label, align = 'end' }: MenuProps) {
  return (
    <MantineMenu
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      offset={4}
      width="max-content"
      transitionProps={{ duration: 120 }}
      classNames={{ dropdown: styles.menu, item: styles.item, label: styles.heading, divider: styles.rule }}
    >
      <MantineMenu.Target>
        {children ?? (
          <ActionIcon aria-label={label ?? ''} size={36}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        )}
      </MantineMenu.Target>
      <MantineMenu.Dropdown>
        {items.map(item => {
          if ('rule' in item) return <MantineMenu.Divider key={item.key} />;
          if ('heading' in item) return <MantineMenu.Label key={item.key}>{item.heading}</MantineMenu.Label>;
          const shared = {
            leftSection: item.icon,
            disabled: item.disabled ?? false,
            ...(item.danger && { 'data-danger': true }),
          };
          return 'href' in item ? (
            <MantineMenu.Item key={item.key} {...shared} component={Link} href={item.href}>
              {item.label}
            </MantineMenu.Item>
          ) : (
            <MantineMenu.Item key={item.key} {...shared} onClick={item.onClick}>
              {item.label}
            </MantineMenu.Item>
          );
        })}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}
