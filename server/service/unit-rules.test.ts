import { expect, test } from 'vitest';
import { factsOfUnit, type ServiceWish, unitText } from './unit-rules.ts';

const wish: ServiceWish = {
  node: '/opt/Lyceum/resources/node/node',
  script: '/opt/Lyceum/resources/app.asar.unpacked/dist/server/launch.js',
  user: 'lyceum',
  group: 'lyceum',
  dataFolder: '/var/lib/lyceum',
  port: 8080,
  groupControls: true,
  writable: [],
};

test('what the unit says can be read back, whatever the folder is called', () => {
  for (const dataFolder of ['/var/lib/lyceum', '/mnt/Daten "neu"/100 %/a\\b $HOME']) {
    expect(factsOfUnit(unitText({ ...wish, dataFolder }))).toEqual({
      dataFolder,
      port: 8080,
      user: 'lyceum',
      script: wish.script,
    });
  }
  expect(factsOfUnit('[Service]\nExecStart=/bin/true\n')).toBeNull();
});

test('only the service of its own user lets a group control it', () => {
  expect(unitText(wish)).toContain('LYCEUM_SERVICE=group');
  expect(unitText({ ...wish, user: 'marisol', groupControls: false })).toContain('LYCEUM_SERVICE=own');
});

test('home folders are out of sight unless its data lie there', () => {
  expect(unitText(wish)).toContain('ProtectHome=yes');
  const own = unitText({ ...wish, dataFolder: '/home/marisol/.local/share/lyceum', writable: ['/home/marisol'] });
  expect(own).toContain('ProtectHome=no');
  expect(own).toContain('ReadWritePaths="/home/marisol/.local/share/lyceum" "/home/marisol" -/media');
});
