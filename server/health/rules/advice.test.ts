import { expect, test } from 'vitest';
import { adviceFor, type Measured } from './advice.ts';

const measured = (change: Partial<Measured> = {}): Measured => ({
  users: 400,
  peakPeople: 60,
  requests: 100_000,
  cpuSeconds: 300,
  peakRequests: 240,
  answerP95: 60,
  cores: 4,
  memoryBytes: 16e9,
  memoryShare: 0.4,
  diskFree: 200e9,
  storedBytes: 20e9,
  engine: 'sqlite',
  ...change,
});
const states = (change?: Partial<Measured>) =>
  adviceFor(measured(change)).steps.map(step => [step.users, step.state, step.code]);

test('what was measured is carried on in a straight line, with the reason where it ends', () => {
  // 15 % at once, four requests a minute each, 3 ms of processor time for each.
  expect(states()).toEqual([
    [1000, 'ok', 'fits'],
    [5000, 'ok', 'fits'],
    [10_000, 'ok', 'fits'],
    [25_000, 'ok', 'fits'],
    [50_000, 'ok', 'fits'],
  ]);
  expect(adviceFor(measured()).basis).toMatchObject({ measured: true, cpu_ms_per_request: 3, requests_per_person: 4 });
});

test('a slower processor, less memory and a small disk each are the reason in their turn', () => {
  expect(states({ cpuSeconds: 3000, cores: 1 })[2]).toEqual([10_000, 'failing', 'cpu']);
  expect(states({ memoryBytes: 1e9, memoryShare: 0.7 })[1]).toEqual([5000, 'ok', 'fits']);
  expect(states({ memoryBytes: 1e9, memoryShare: 0.9 })[1]).toEqual([5000, 'failing', 'memory']);
  expect(states({ diskFree: 2e9 })[2]).toEqual([10_000, 'warning', 'disk']);
  expect(states({ peakRequests: 1200 })[4]).toEqual([50_000, 'failing', 'database']);
  expect(states({ peakRequests: 1200, engine: 'postgres' })[4]).toEqual([50_000, 'failing', 'cpu']);
});

test('with little to go by it says so and assumes what is usual', () => {
  const { basis, steps } = adviceFor(measured({ requests: 12, peakPeople: 1, users: 2 }));
  expect(basis).toMatchObject({ measured: false, cpu_ms_per_request: 4, requests_per_person: 4 });
  expect(steps[0]?.values).toMatchObject({ people: 100 });
});
