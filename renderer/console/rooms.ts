/** The console's rooms and the sections of its settings: what stands in the rail and above the settings, in order, for whom. */
import {
  IconActivity,
  IconBooks,
  IconDatabaseShare,
  IconHeartbeat,
  IconHome,
  IconPhoto,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import type { NavItem } from '../kit/index.ts';

interface Place<Label> {
  key: string;
  label: Label;
  /** Without `/console`; the place is current on this path and on those below it. */
  path: string;
  permission: string;
}

type RoomLabel = `console.${'home' | 'users' | 'courses' | 'media' | 'backups' | 'health' | 'activity' | 'settings'}`;

interface Room extends Place<RoomLabel> {
  icon: NonNullable<NavItem['icon']>;
  /** Further paths that belong to the room. */
  also?: readonly string[];
}

export const rooms: readonly Room[] = [
  { key: 'home', label: 'console.home', icon: IconHome, path: '/', permission: 'overview:read' },
  { key: 'users', label: 'console.users', icon: IconUsers, path: '/users', permission: 'user:read' },
  {
    key: 'courses',
    label: 'console.courses',
    icon: IconBooks,
    path: '/courses',
    also: ['/uploads'],
    permission: 'course:create',
  },
  { key: 'media', label: 'console.media', icon: IconPhoto, path: '/media', permission: 'media:read' },
  { key: 'backups', label: 'console.backups', icon: IconDatabaseShare, path: '/backups', permission: 'backup:read' },
  { key: 'health', label: 'console.health', icon: IconHeartbeat, path: '/health', permission: 'health:read' },
  { key: 'activity', label: 'console.activity', icon: IconActivity, path: '/activity', permission: 'log:read' },
  { key: 'settings', label: 'console.settings', icon: IconSettings, path: '/settings', permission: 'settings:read' },
];

type SectionLabel =
  `console.settings-${'academy' | 'me' | 'sign-in' | 'sso' | 'network' | 'https' | 'mail' | 'alerts' | 'updates' | 'database' | 'upkeep' | 'scanning' | 'privacy' | 'computer'}`;

/** The sections of the settings; the first one stands at `/settings` itself. */
export const settingsSections: readonly Place<SectionLabel>[] = [
  { key: 'academy', label: 'console.settings-academy', path: '/settings', permission: 'settings:read' },
  { key: 'me', label: 'console.settings-me', path: '/settings/me', permission: 'settings:read' },
  { key: 'sign-in', label: 'console.settings-sign-in', path: '/settings/sign-in', permission: 'settings:read' },
  { key: 'sso', label: 'console.settings-sso', path: '/settings/sso', permission: 'settings:read' },
  { key: 'network', label: 'console.settings-network', path: '/settings/network', permission: 'settings:read' },
  { key: 'https', label: 'console.settings-https', path: '/settings/https', permission: 'settings:read' },
  { key: 'mail', label: 'console.settings-mail', path: '/settings/mail', permission: 'settings:read' },
  { key: 'alerts', label: 'console.settings-alerts', path: '/settings/alerts', permission: 'settings:read' },
  { key: 'updates', label: 'console.settings-updates', path: '/settings/updates', permission: 'settings:read' },
  { key: 'database', label: 'console.settings-database', path: '/settings/database', permission: 'settings:read' },
  { key: 'upkeep', label: 'console.settings-upkeep', path: '/settings/upkeep', permission: 'settings:read' },
  { key: 'scanning', label: 'console.settings-scanning', path: '/settings/scanning', permission: 'settings:read' },
  { key: 'privacy', label: 'console.settings-privacy', path: '/settings/privacy', permission: 'settings:read' },
  { key: 'computer', label: 'console.settings-computer', path: '/settings/computer', permission: 'settings:read' },
];

type UsersLabel =
  `console.users-${'people' | 'organisations' | 'mentors' | 'invitations' | 'import' | 'duplicates' | 'roles'}`;

/** The sections of the users room; the first one stands at `/users` itself. */
export const usersSections: readonly Place<UsersLabel>[] = [
  { key: 'people', label: 'console.users-people', path: '/users', permission: 'user:read' },
  {
    key: 'organisations',
    label: 'console.users-organisations',
    path: '/users/organisations',
    permission: 'organisation:manage',
  },
  { key: 'mentors', label: 'console.users-mentors', path: '/users/mentors', permission: 'mentoring:assign' },
  { key: 'invitations', label: 'console.users-invitations', path: '/users/invitations', permission: 'user:create' },
  { key: 'import', label: 'console.users-import', path: '/users/import', permission: 'user:create' },
  { key: 'duplicates', label: 'console.users-duplicates', path: '/users/duplicates', permission: 'user:update' },
  { key: 'roles', label: 'console.users-roles', path: '/users/roles', permission: 'user:read' },
];

/** Whether a path is the place's own or below it. `path` has no `/console` before it. */
export function isAt(path: string, place: string): boolean {
  return path === place || (place !== '/' && path.startsWith(`${place}/`));
}
