/** An academy with people and courses for journeys: made over the API, so that everything is as people would make it. */
import { setupCode } from '../../server/site/setup-code.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';

export interface Northgate {
  site: TestAcademy;
  admin: Caller;
  teacher: Caller;
  /** Id of the course with sections, "Network defence". */
  courseId: number;
}

type Lesson = readonly [title: string, minutes: number, section: string, optional?: 'optional'];

const NETWORK_DEFENCE: readonly Lesson[] = [
  ['What crosses a wire', 12, 'Foundations'],
  ['Names and addresses', 15, 'Foundations'],
  ['Ports that listen', 10, 'Foundations'],
  ['Reading a packet capture', 18, 'Watching the wire'],
  ['Spot the scan', 6, 'Watching the wire'],
  ['Ask the class', 5, 'Watching the wire', 'optional'],
  ['Firewalls that fail closed', 20, 'Defending it'],
  ['Segmenting a small office', 15, 'Defending it'],
];

const OTHERS = [
  ['Security+ preparation', 'Certification preparation', 'intermediate', 1800],
  ['Linux fundamentals', 'Linux and scripting', 'beginner', 840],
  ['Threat hunting with logs', 'Incident response', 'advanced', 720],
  ['Digital forensics', 'Incident response', 'intermediate', 600],
  ['Cloud security basics', 'Network and infrastructure', 'beginner', 360],
  ['Risk and compliance', 'Governance and risk', 'beginner', 300],
  ['Python for defenders', 'Linux and scripting', 'beginner', 480],
  ['Interview and career skills', 'Career', 'beginner', 180],
] as const;

/** Sets up "Northgate Academy" with an administrator, an instructor and nine published courses. */
export async function northgate(options: Parameters<typeof startAcademy>[0] = {}): Promise<Northgate> {
  const site = await startAcademy(options);
  const names = { first_name: 'Marisol', last_name: 'Vega' };
  await demand(
    site.visitor.post('/setup', {
      code: setupCode(site.dataFolder),
      site_name: 'Northgate Academy',
      admin: { ...names, email: 'marisol@example.org', password: 'correct horse battery' },
    }),
  );
  const admin = await site.person(['administrator']);
  const teacher = await site.person(['instructor'], { first_name: 'Ngozi', last_name: 'Okafor' });
  const courseId = await publish(teacher, NETWORK_DEFENCE, {
    title: 'Network defence',
    description:
      'See what crosses your network, tell normal from hostile, and close the doors that should not be open.',
    category: 'Network and infrastructure',
    difficulty_level: 'intermediate',
    estimated_duration: 101,
    capacity: 30,
  });
  for (const [title, category, difficulty_level, estimated_duration] of OTHERS) {
    const about = { title, category, difficulty_level, estimated_duration, description: `${title}, step by step.` };
    await publish(
      teacher,
      [
        ['First steps', 10, 'Begin'],
        ['Going on', 20, 'Begin'],
      ],
      about,
    );
  }
  return { site, admin, teacher, courseId };
}

async function publish(teacher: Caller, lessons: readonly Lesson[], about: Record<string, unknown>): Promise<number> {
  const { id } = await demand<{ id: number }>(teacher.post('/courses', about));
  for (const [title, duration, section, optional] of lessons) {
    const content = `# ${title}\n\nRead this, then go on.\n`;
    const lesson = {
      title,
      duration,
      section,
      content,
      content_type: 'markdown',
      is_mandatory: optional === undefined,
    };
    await demand(teacher.post(`/courses/${id}/modules`, lesson));
  }
  await demand(teacher.post(`/courses/${id}/publish`));
  return id;
}

/** The answer's data; a refusal of what a journey needs ends it with its reason. */
export async function demand<T>(answer: ReturnType<Caller['get']>): Promise<T> {
  const { status, data, errors } = await answer;
  if (status >= 400) throw new Error(`${status} ${JSON.stringify(errors)}`);
  return data as T;
}
